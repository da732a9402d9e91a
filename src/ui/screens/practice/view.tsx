/** The graded practice task: started here, done in the learner's own editor, checked at every save. */
import type { ReactNode } from 'react';
import { Busy } from '../../components/busy.js';
import { Frame } from '../../components/frame.js';
import { ProblemBox } from '../../components/problem-box.js';
import { useStudio } from '../../studio.js';
import { StartView } from './start-view.js';
import { TaskView } from './task-view.js';
import { usePractice } from './use-practice.js';

export function PracticeScreen(): ReactNode {
  const { ports, words, lang, go } = useStudio();
  const { state, act, work } = usePractice(ports.practice);
  const { opened, problem } = state;
  if (opened) return <TaskView state={{ ...state, opened }} act={act} work={work} />;
  if (opened === null)
    return (
      <StartView
        state={state}
        type={(text) => act({ type: 'type', text })}
        start={(folder) => work.start(folder, lang)}
      />
    );
  const keys = [{ key: 'esc', label: words.keys.back, run: () => go({ type: 'back' }) }];
  return (
    <Frame title={words.practice.title} keys={keys} why={{ screen: 'practice' }}>
      {problem === null ? (
        <Busy what={words.practice.loading} note={null} />
      ) : (
        <ProblemBox problem={problem} words={words} lang={lang} />
      )}
    </Frame>
  );
}
