/** The seven labs, and how far each one is. Pure. */
import { say } from '../../../base/localized.js';
import type { Lab } from '../../../learn/labs/types.js';
import type { Drawing } from '../../drawing.js';
import type { OpenedLabs } from '../../lab-ports.js';
import { cut, padded } from '../../text-width.js';
import { windowStart } from '../learn/reducer.js';
import { BLANK, type Line, line, span, textLine, wrapped } from '../lesson/lines.js';
import type { LabState } from './state.js';

type Standing = 'open' | 'named' | 'healed';

export interface LabList {
  opened: OpenedLabs;
  /** Those that were opened since the app was. */
  taken: ReadonlyMap<string, LabState>;
  at: number;
}

const READING_WIDTH = 84;

export function labListLines(list: LabList, drawing: Drawing): Line[] {
  const { words, width, rows, theme } = drawing;
  const { labs } = words;
  const { labs: all } = list.opened;
  const healed = all.filter((lab) => standingOf(lab, list) === 'healed').length;
  const count = `${healed}/${all.length} ${labs.healedOf}`;
  const head = [
    ...wrapped(labs.intro, Math.min(width, READING_WIDTH)),
    textLine(healed === all.length ? `${theme.symbol.done} ${labs.allHealed}` : count, 'muted'),
    BLANK,
  ];
  const about = aboutLines(list, drawing);
  const room = Math.max(3, rows - head.length - about.length);
  const from = windowStart(list.at, all.length, room);
  const items = all
    .slice(from, from + room)
    .map((lab, index) => itemLine(lab, from + index === list.at, list, drawing));
  return [...head, ...items, ...about].slice(0, rows);
}

const TONES = { open: 'muted', named: 'accent', healed: 'good' } as const;

function itemLine(lab: Lab, here: boolean, list: LabList, { words, lang, width, theme: { symbol } }: Drawing): Line {
  const standing = standingOf(lab, list);
  const mark = { open: symbol.todo, named: symbol.now, healed: symbol.done }[standing];
  const end = `  ${words.labs.standing[standing]}`;
  const room = Math.min(READING_WIDTH, width) - 4 - end.length;
  const name = `${lab.id.replace('lab-', '')}  ${say(lab.title, lang)}`;
  return line(
    span(`${here ? symbol.pointer : ' '} `, 'accent'),
    span(`${mark} `, TONES[standing]),
    span(padded(cut(name, room, symbol.more), room), here ? 'accent' : 'plain'),
    span(end, 'muted'),
  );
}

/** A lab that was left in its middle says so. */
function aboutLines({ opened, taken, at }: LabList, { words, width }: Drawing): Line[] {
  const step = taken.get(opened.labs[at]?.id ?? '')?.session.step ?? 'watch';
  const begun = step !== 'watch' && step !== 'compare';
  return [BLANK, begun ? textLine(cut(words.labs.goesOn, width), 'accent') : BLANK];
}

/** What was done a moment ago may not be on the disk yet. */
function standingOf({ id }: Lab, { opened, taken }: LabList): Standing {
  const kept = opened.standing[id];
  const step = taken.get(id)?.session.step;
  if (kept?.healed === true || step === 'compare') return 'healed';
  return kept?.named === true || step === 'repair' || step === 'heal' ? 'named' : 'open';
}
