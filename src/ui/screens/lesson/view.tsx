/** A lesson as a notebook: read, run, change, answer. */
import { type ReactNode, useEffect, useState } from 'react';
import { problemView } from '../../../workflow/drive.js';
import type { ProblemView } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { Frame } from '../../components/frame.js';
import { ProblemBox } from '../../components/problem-box.js';
import type { OpenedLesson } from '../../learn-ports.js';
import { useStudio } from '../../studio.js';
import { NotebookView } from './notebook-view.js';

export interface LessonScreenProps {
  id: string;
  section: string | null;
}

export function LessonScreen({ id, section }: LessonScreenProps): ReactNode {
  const { ports, words, lang, go } = useStudio();
  const [opened, setOpened] = useState<OpenedLesson | null>(null);
  const [problem, setProblem] = useState<ProblemView | null>(null);
  useEffect(() => {
    let here = true;
    void ports.learn.lesson(id).then(
      (found) => here && setOpened(found),
      (error) => here && setProblem(problemView(error)),
    );
    return () => {
      here = false;
    };
  }, [ports, id]);
  if (opened !== null) return <NotebookView key={opened.lesson.id} opened={opened} section={section} />;
  const keys = [{ key: 'esc', label: words.keys.back, run: () => go({ type: 'back' }) }];
  return (
    <Frame title={words.app.learn} keys={keys} why={{ screen: 'learn' }}>
      {problem === null ? (
        <Busy what={words.notebook.opening} note={id} />
      ) : (
        <ProblemBox problem={problem} words={words} lang={lang} />
      )}
    </Frame>
  );
}
