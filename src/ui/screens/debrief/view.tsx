/** After a run: three questions about its own figures, each answer with its reasons. */
import { type ReactNode, useEffect, useState } from 'react';
import { problemView } from '../../../workflow/drive.js';
import type { ProblemView } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { Frame } from '../../components/frame.js';
import { ProblemBox } from '../../components/problem-box.js';
import { type KeptStates, useKeptReducer } from '../../hooks/use-kept-reducer.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import { bodySize } from '../../layout.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import { lessonPlace } from '../../why/explanation.js';
import { LineView } from '../lesson/line-view.js';
import { debriefKeys } from './keys.js';
import { shownLines } from './lines.js';
import {
  DEBRIEF_START,
  type DebriefState,
  isAnswered,
  isOver,
  questionsOf,
  reduceDebrief,
  shownQuestion,
} from './reducer.js';

const KEPT: KeptStates<DebriefState> = new WeakMap();

export function DebriefScreen({ jobId }: { jobId: string }): ReactNode {
  const { ports, words, lang, go } = useStudio();
  const theme = useTheme();
  const { columns, rows } = bodySize(useTerminalSize(), 'plain');
  const [state, act] = useKeptReducer(KEPT, reduceDebrief, { about: jobId, start: () => DEBRIEF_START });
  const [problem, setProblem] = useState<ProblemView | null>(null);
  useEffect(() => {
    let here = true;
    void ports.learn.debrief(jobId).then(
      (debrief) => here && act({ type: 'found', debrief }),
      (error) => here && setProblem(problemView(error)),
    );
    return () => {
      here = false;
    };
  }, [ports, jobId, act]);
  const shown = shownLines(state, { words, lang, width: columns, rows, theme });
  const question = isOver(state) ? questionsOf(state)[state.at] : shownQuestion(state);
  const keys = debriefKeys(words, state, {
    move: (by) => act({ type: 'move', by }),
    choose: (place) => {
      const option = question?.options[place];
      if (question === undefined || option === undefined || isAnswered(state)) return;
      const { id, lesson } = question;
      const answer = { type: 'debrief-answered', job: jobId, question: id, lesson, correct: option.correct } as const;
      void ports.learn.record(answer).catch(() => {});
      act({ type: 'choose', option: place });
    },
    next: () => act({ type: 'next' }),
    scroll: (by) => act({ type: 'scroll', by, last: shown.last }),
    lesson: () => {
      if (question !== undefined) go({ type: 'open', place: { name: 'lesson', ...lessonPlace(question.lesson) } });
    },
    back: () => go({ type: 'back' }),
  });
  return (
    <Frame title={words.debrief.title} context={state.debrief?.modelId ?? ''} keys={keys} why={{ screen: 'debrief' }}>
      {problem === null ? null : <ProblemBox problem={problem} words={words} lang={lang} />}
      {problem === null && state.debrief === null ? <Busy what={words.debrief.loading} note={null} /> : null}
      {shown.lines.map((one, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its row
        <LineView key={row} line={one} width={columns} shift={0} focus="none" />
      ))}
    </Frame>
  );
}
