/** The lesson that was opened, with the keys of what is in focus. */
import { type ReactNode, useMemo } from 'react';
import { Frame } from '../../components/frame.js';
import { useTyping } from '../../keys.js';
import type { OpenedLesson } from '../../learn-ports.js';
import { useStudio } from '../../studio.js';
import { LineView } from './line-view.js';
import { partsOf } from './parts.js';
import { useLessonKeys } from './use-lesson-keys.js';
import { useNotebook } from './use-notebook.js';
import { usePage } from './use-page.js';

export function NotebookView({ opened, section }: { opened: OpenedLesson; section: string | null }): ReactNode {
  const { words, ports } = useStudio();
  const { lesson } = opened;
  const parts = useMemo(() => partsOf(lesson), [lesson]);
  const notebook = useNotebook(ports.learn, opened, parts, section);
  const page = usePage(opened, parts, notebook);
  const keys = useLessonKeys(opened, parts, page, notebook);
  const { state, act } = notebook;
  const editing = state.mode === 'edit';
  useTyping(editing, (press) => act({ type: 'press', press }));
  const context = `${words.notebook.section} ${page.section + 1}/${lesson.sections.length}`;
  return (
    <Frame
      title={`${words.app.learn} ${lesson.id}`}
      context={context}
      keys={keys}
      typing={editing}
      why={{ screen: 'learn' }}
    >
      {page.visible.map(({ row, line, part, head, shift }) => (
        <LineView
          key={row}
          line={line}
          width={line.bar ? page.columns - 2 : page.columns}
          shift={shift}
          focus={part === page.focus ? (head ? 'head' : 'part') : 'none'}
        />
      ))}
    </Frame>
  );
}
