/** The list of the seven labs. */
import { type ReactNode, useState } from 'react';
import { LABS_LESSON } from '../../../learn/rooms.js';
import { Frame } from '../../components/frame.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import type { OpenedLabs } from '../../lab-ports.js';
import { bodySize } from '../../layout.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import { LineView } from '../lesson/line-view.js';
import { labListKeys } from './keys.js';
import { labListLines } from './list-lines.js';

export function LabListView({ opened, pointAt }: { opened: OpenedLabs; pointAt: string | null }): ReactNode {
  const { ports, words, lang, go } = useStudio();
  const theme = useTheme();
  const { columns, rows } = bodySize(useTerminalSize(), 'plain');
  const { labs, standing } = opened;
  // Where nothing is asked for, the first that is not healed.
  const wanted = pointAt ?? labs.find(({ id }) => standing[id]?.healed !== true)?.id;
  const [at, setAt] = useState(
    Math.max(
      0,
      labs.findIndex(({ id }) => id === wanted),
    ),
  );
  const lines = labListLines({ opened, taken: ports.labs.taken, at }, { words, lang, width: columns, rows, theme });
  const keys = labListKeys(words, {
    open: () => {
      const lab = labs[at];
      if (lab !== undefined) go({ type: 'replace', place: { name: 'labs', lab: lab.id } });
    },
    move: (by) => setAt((before) => Math.max(0, Math.min(labs.length - 1, before + by))),
    lesson: () => go({ type: 'open', place: { name: 'lesson', id: LABS_LESSON } }),
    back: () => go({ type: 'back' }),
  });
  return (
    <Frame title={words.labs.title} keys={keys} why={{ screen: 'labs' }}>
      {lines.map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its row
        <LineView key={row} line={line} width={columns} shift={0} focus="none" />
      ))}
    </Frame>
  );
}
