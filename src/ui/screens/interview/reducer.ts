/** The interview room: a list of questions, one being answered, its score, or the end of a mock interview. Pure. */
import { Random } from '../../../base/random.js';
import { scoreAnswer } from '../../../learn/interview/score.js';
import { answerMock, currentOf, inOrder, type Mock, startMock } from '../../../learn/interview/session.js';
import type { AnswerScore, InterviewQuestion } from '../../../learn/interview/types.js';
import type { ReviewGrade } from '../../../learn/reviews/grades.js';
import type { OpenedRoom } from '../../interview-ports.js';
import type { Press } from '../../presses.js';
import { type Draft, draftOf, editText, textOfDraft } from '../../text-edit.js';

export interface Sitting {
  question: InterviewQuestion;
  /** Of a mock interview. */
  mock: Mock | null;
  draft: Draft;
  writing: boolean;
  hints: number;
  /** Asked for a score with nothing written. */
  empty: boolean;
  score: AnswerScore | null;
  grade: ReviewGrade | null;
}

export interface InterviewState {
  /** Null until it was read. */
  room: OpenedRoom | null;
  /** The questions in the order of the list. */
  ordered: readonly InterviewQuestion[];
  /** In the list; 0 is the mock interview. */
  at: number;
  sitting: Sitting | null;
  /** What was written and not scored, by question. */
  drafts: Readonly<Record<string, string>>;
  /** A mock interview that was left; it goes on where it was. */
  held: Sitting | null;
  finished: { mock: Mock; path: string | null; failed: boolean } | null;
  /** First line shown. */
  top: number;
}

export type InterviewAction =
  | { type: 'found'; room: OpenedRoom }
  | { type: 'move'; by: number }
  | { type: 'ask'; question: InterviewQuestion }
  | { type: 'mock' }
  | { type: 'press'; press: Press }
  | { type: 'write' }
  | { type: 'read' }
  | { type: 'hint' }
  /** Scores the answer; in a mock interview it goes on to the next question. */
  | { type: 'submit'; seconds: number }
  | { type: 'grade'; grade: ReviewGrade }
  | { type: 'again' }
  | { type: 'saved'; path: string | null }
  | { type: 'scroll'; by: number; last: number }
  | { type: 'list' };

export const INTERVIEW_START: InterviewState = {
  room: null,
  ordered: [],
  at: 1,
  sitting: null,
  drafts: {},
  held: null,
  finished: null,
  top: 0,
};

export function reduceInterview(state: InterviewState, action: InterviewAction): InterviewState {
  switch (action.type) {
    case 'found': {
      const { questions, standing, seed } = action.room;
      return { ...state, room: action.room, ordered: inOrder(questions, standing, new Random(seed)) };
    }
    case 'move':
      return { ...state, at: Math.max(0, Math.min(state.ordered.length, state.at + action.by)) };
    case 'ask':
      return { ...state, top: 0, finished: null, sitting: sittingOf(action.question, null, state.drafts) };
    case 'mock': {
      if (state.held !== null) return { ...state, top: 0, finished: null, sitting: state.held, held: null };
      const mock = startMock(state.ordered);
      const question = currentOf(mock);
      return question === null ? state : { ...state, top: 0, finished: null, sitting: sittingOf(question, mock, {}) };
    }
    case 'saved':
      return state.finished === null
        ? state
        : { ...state, finished: { ...state.finished, path: action.path, failed: action.path === null } };
    case 'scroll':
      return { ...state, top: Math.max(0, Math.min(action.last, state.top + action.by)) };
    case 'list':
      return { ...state, ...leftBehind(state), sitting: null, finished: null, top: 0 };
    default:
      return state.sitting === null ? state : reduceSitting(state, state.sitting, action);
  }
}

type OfSitting = Extract<InterviewAction, { type: 'press' | 'write' | 'read' | 'hint' | 'submit' | 'grade' | 'again' }>;

function reduceSitting(state: InterviewState, sitting: Sitting, action: OfSitting): InterviewState {
  const now = (change: Partial<Sitting>): InterviewState => ({ ...state, sitting: { ...sitting, ...change } });
  switch (action.type) {
    case 'press':
      return sitting.writing ? now({ draft: editText(sitting.draft, action.press), empty: false }) : state;
    case 'write':
      return now({ writing: true });
    case 'read':
      return now({ writing: false });
    case 'hint':
      return sitting.mock === null ? now({ hints: Math.min(sitting.question.hints.length, sitting.hints + 1) }) : state;
    case 'grade':
      return sitting.score === null ? state : now({ grade: action.grade });
    case 'again':
      return { ...now({ writing: true, score: null, grade: null }), top: 0 };
    case 'submit':
      return submitted(state, sitting, action.seconds);
  }
}

function submitted(state: InterviewState, sitting: Sitting, seconds: number): InterviewState {
  const text = textOfDraft(sitting.draft);
  if (sitting.score !== null) return state;
  if (sitting.mock !== null) {
    const mock = answerMock(sitting.mock, text, seconds);
    const question = currentOf(mock);
    if (question !== null) return { ...state, top: 0, sitting: sittingOf(question, mock, {}) };
    return { ...state, top: 0, sitting: null, finished: { mock, path: null, failed: false } };
  }
  if (text.trim() === '') return { ...state, sitting: { ...sitting, empty: true } };
  const score = scoreAnswer(sitting.question, text);
  const { [sitting.question.id]: _, ...drafts } = state.drafts;
  return { ...state, drafts, top: 0, sitting: { ...sitting, writing: false, empty: false, score } };
}

function sittingOf(question: InterviewQuestion, mock: Mock | null, drafts: InterviewState['drafts']): Sitting {
  const draft = draftOf(drafts[question.id] ?? '');
  return { question, mock, draft, writing: true, hints: 0, empty: false, score: null, grade: null };
}

/** What was written and left is there when the question, or the mock interview, is opened again. */
export function leftBehind({ sitting, drafts, held }: InterviewState): Pick<InterviewState, 'drafts' | 'held'> {
  if (sitting === null || sitting.score !== null) return { drafts, held };
  if (sitting.mock !== null) return { drafts, held: sitting };
  return { held, drafts: { ...drafts, [sitting.question.id]: textOfDraft(sitting.draft) } };
}

/** The question to ask after this one, in the order of the list. */
export function questionAfter({ ordered, sitting }: InterviewState): InterviewQuestion | null {
  const at = ordered.findIndex(({ id }) => id === sitting?.question.id);
  return ordered[at + 1] ?? null;
}
