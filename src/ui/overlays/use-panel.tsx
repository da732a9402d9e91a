/** The panel that lies over a screen, and the keys that it answers to. */
import type { ReactNode } from 'react';
import type { KeyBinding } from '../keys.js';
import type { Size } from '../layout.js';
import { scrolled } from '../scrolled.js';
import { useStudio } from '../studio.js';
import { lessonPlace } from '../why/explanation.js';
import { explain, turnedTopic, type WhyTopic } from '../why/topics.js';
import { HELP_FRAME_ROWS, HelpPanel, helpLines } from './help.js';
import { WHY_FRAME_ROWS, WhyPanel, whyLines } from './why.js';

export interface Panel {
  body: ReactNode;
  keys: readonly KeyBinding[];
}

export interface Below {
  /** Keys of the screen that it lies over, and those that work everywhere. */
  own: readonly KeyBinding[];
  common: readonly KeyBinding[];
  why: WhyTopic;
  /** Room for it. */
  size: Size;
}

/** Null where none is open. From the "Why?" panel one of its keys leads to the lesson that goes deeper; Esc there comes back here. */
export function usePanel({ own, common, why, size }: Below): Panel | null {
  const { lang, driver, go, turn, overlay, overlayKeys, scroll, words } = useStudio();
  if (overlay === null) return null;
  if (overlay === 'help') {
    const lines = scrolled(helpLines(own, common), size.rows - HELP_FRAME_ROWS, scroll);
    return { body: <HelpPanel lines={lines} />, keys: overlayKeys({ topics: 0, last: lines.last }) };
  }
  const { topic, at, of } = turnedTopic(why, driver.state, turn);
  const explanation = explain(topic, driver.state);
  const lines = scrolled(whyLines(explanation, lang, size.columns), size.rows - WHY_FRAME_ROWS, scroll);
  const { lesson } = explanation;
  const open = (): void => {
    if (lesson !== null) go({ type: 'open', place: { name: 'lesson', ...lessonPlace(lesson) } });
  };
  return {
    body: <WhyPanel explanation={explanation} lines={lines} at={at} of={of} />,
    keys: [
      ...(lesson === null ? [] : [{ key: 'o', label: words.why.open, run: open }]),
      ...overlayKeys({ topics: of, last: lines.last }),
    ],
  };
}
