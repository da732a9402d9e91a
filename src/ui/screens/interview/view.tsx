/** The interview room: questions, an answer in own words, its score explained, and a mock interview. */
import { type ReactNode, useEffect, useState } from 'react';
import type { AnswerScore } from '../../../learn/interview/types.js';
import { suggestedGrade } from '../../../learn/reviews/grades.js';
import { problemView } from '../../../workflow/drive.js';
import type { ProblemView } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { Frame } from '../../components/frame.js';
import { ProblemBox } from '../../components/problem-box.js';
import { type KeptStates, useKeptReducer } from '../../hooks/use-kept-reducer.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import type { InterviewPorts } from '../../interview-ports.js';
import { useTyping } from '../../keys.js';
import { bodySize } from '../../layout.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import { LineView } from '../lesson/line-view.js';
import { type InterviewCalls, interviewKeys } from './keys.js';
import { shownLines } from './lines.js';
import {
  INTERVIEW_START,
  type InterviewAction,
  type InterviewState,
  leftBehind,
  questionAfter,
  reduceInterview,
} from './reducer.js';
import { useClock } from './use-clock.js';

/** A half-written answer is there again after a look into a lesson. */
const KEPT: KeptStates<InterviewState> = new WeakMap();
/** Of each app: half-written answers and a mock interview that goes on, for when the room is come to again by another way. */
const LEFT = new WeakMap<InterviewPorts, ReturnType<typeof leftBehind>>();
/** What is on record already, when its screen opens again. */
const RECORDED = new WeakSet<AnswerScore>();

export function InterviewScreen(): ReactNode {
  const { ports, words, lang, go } = useStudio();
  const theme = useTheme();
  const [state, act] = useKeptReducer(KEPT, reduceInterview, {
    start: () => ({ ...INTERVIEW_START, ...LEFT.get(ports.interview) }),
  });
  useEffect(() => void LEFT.set(ports.interview, leftBehind(state)), [ports, state]);
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const { columns, rows } = bodySize(useTerminalSize(), 'plain');
  const { seconds, now } = useClock(roundOf(state), theme.reducedMotion);
  useRoom(state, act, setProblem);
  useRecords(state, act);
  const writing = state.sitting?.writing === true;
  useTyping(writing, (press) => act({ type: 'press', press }));
  const shown = shownLines(state, seconds, { words, lang, width: columns, rows, theme });
  const { sitting } = state;
  const after = questionAfter(state);
  const page = Math.max(1, rows - 6);
  const calls: InterviewCalls = {
    open: () => {
      const question = state.ordered[state.at - 1];
      act(question === undefined ? { type: 'mock' } : { type: 'ask', question });
    },
    move: (by) => act({ type: 'move', by }),
    mock: () => act({ type: 'mock' }),
    write: () => act({ type: 'write' }),
    read: () => act({ type: 'read' }),
    submit: () => act({ type: 'submit', seconds: now() }),
    hint: () => act({ type: 'hint' }),
    grade: (chosen) => {
      if (!sitting?.score) return;
      const grade = chosen ?? suggestedGrade(sitting.score.total);
      void ports.interview.graded(sitting.question, grade, sitting.score.total).catch(() => {});
      act({ type: 'grade', grade });
    },
    again: () => act({ type: 'again' }),
    next: after === null ? null : () => act({ type: 'ask', question: after }),
    scroll: (by) => act({ type: 'scroll', by, last: shown.last }),
    page: (by) => act({ type: 'scroll', by: by * page, last: shown.last }),
    list: () => act({ type: 'list' }),
    back: () => go({ type: 'back' }),
  };
  const keys =
    state.room === null
      ? [{ key: 'esc', label: words.keys.back, run: calls.back }]
      : interviewKeys(words, state, calls);
  return (
    <Frame title={words.interview.title} keys={keys} typing={writing} why={{ screen: 'interview' }}>
      {state.room !== null ? (
        shown.lines.map((line, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its row
          <LineView key={row} line={line} width={columns} shift={0} focus="none" />
        ))
      ) : problem === null ? (
        <Busy what={words.interview.loading} note={null} />
      ) : (
        <ProblemBox problem={problem} words={words} lang={lang} />
      )}
    </Frame>
  );
}

/** What the clock measures: one question from its first sight to its score. */
function roundOf({ sitting }: InterviewState): string | null {
  if (sitting === null || sitting.score !== null) return null;
  return `${sitting.question.id} ${sitting.mock?.answers.length ?? ''}`;
}

/** Reads the room when the screen opens, and again when the list is come back to. */
function useRoom(
  { sitting, finished }: InterviewState,
  act: (action: InterviewAction) => void,
  fail: (problem: ProblemView) => void,
): void {
  const { ports } = useStudio();
  const listed = sitting === null && finished === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what fails is shown once
  useEffect(() => {
    if (!listed) return;
    let here = true;
    void ports.interview.room().then(
      (room) => here && act({ type: 'found', room }),
      (error) => here && fail(problemView(error)),
    );
    return () => {
      here = false;
    };
  }, [ports, listed]);
}

/** Keeps each score once it is there, and the report of a mock interview. */
function useRecords({ sitting, finished }: InterviewState, act: (action: InterviewAction) => void): void {
  const { ports, lang } = useStudio();
  const score = sitting?.score ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each score
  useEffect(() => {
    if (sitting === null || score === null || RECORDED.has(score)) return;
    RECORDED.add(score);
    void ports.interview.answered(sitting.question, score.total).catch(() => {});
  }, [score]);
  const mock = finished === null || finished.path !== null || finished.failed ? null : finished.mock;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each interview, in the language that it was held in
  useEffect(() => {
    if (mock === null) return;
    void ports.interview.finished(mock, lang).then(
      (path) => act({ type: 'saved', path }),
      () => act({ type: 'saved', path: null }),
    );
  }, [mock]);
}
