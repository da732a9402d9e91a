/** One lab: the sick run, its fault, its repair, the healed run, and both beside each other. */
import type { ReactNode } from 'react';
import { say } from '../../../base/localized.js';
import type { Lab } from '../../../learn/labs/types.js';
import { Frame } from '../../components/frame.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import { bodySize } from '../../layout.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import { LineView } from '../lesson/line-view.js';
import { labKeys } from './keys.js';
import { labLines } from './lab-lines.js';
import { useLab } from './use-lab.js';

export interface LabViewProps {
  lab: Lab;
  /** The id of the lab after it. */
  next: string | null;
  /** Of the order in which choices stand. */
  seed: number;
}

export function LabView({ lab, next, seed }: LabViewProps): ReactNode {
  const { ports, words, lang, go } = useStudio();
  const theme = useTheme();
  const { columns, rows } = bodySize(useTerminalSize(), 'plain');
  const { state, act, run, stop } = useLab(ports, lab, seed);
  const { lines, last, further, page } = labLines(state, { words, lang, width: columns, rows, theme });
  const keys = labKeys(words, state, {
    run,
    stop,
    point: (by) => act({ type: 'point', by }),
    choose: () => act({ type: 'choose' }),
    tell: () => act({ type: 'tell' }),
    log: () => act({ type: 'log' }),
    look: further === null ? null : () => act({ type: 'show', top: further }),
    scroll: (by) => act({ type: 'scroll', by, last }),
    page: (by) => act({ type: 'scroll', by: by * Math.max(1, page - 1), last }),
    anew: () => act({ type: 'anew', seed: seed + state.session.wrong.diagnose.length + 1 }),
    next: next === null ? null : () => go({ type: 'replace', place: { name: 'labs', lab: next } }),
    list: () => go({ type: 'replace', place: { name: 'labs', at: lab.id } }),
  });
  return (
    <Frame title={words.labs.title} context={`${lab.id}: ${say(lab.title, lang)}`} keys={keys} why={{ screen: 'labs' }}>
      {lines.map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its row
        <LineView key={row} line={line} width={columns} shift={0} focus="none" />
      ))}
    </Frame>
  );
}
