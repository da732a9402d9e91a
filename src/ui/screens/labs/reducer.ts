/** What happens to a lab: keys, the steps of its runs, their ends. Pure. */
import type { CurvePoint } from '../../../learn/cells/run-cell.js';
import { advance, choices, type LabEvent, wants } from '../../../learn/labs/session.js';
import type { Health, LabReport } from '../../../learn/labs/types.js';
import type { Learned } from '../../../learn/progress/record.js';
import type { ProblemView } from '../../../workflow/types.js';
import { type LabState, openLab } from './state.js';

export type LabAction =
  /** The run that the lab waits for begins. */
  | { type: 'begin' }
  | { type: 'points'; health: Health; points: readonly CurvePoint[] }
  | { type: 'ran'; health: Health; report: LabReport }
  | { type: 'stopped' }
  | { type: 'failed'; problem: ProblemView }
  | { type: 'point'; by: number }
  | { type: 'choose' }
  | { type: 'tell' }
  | { type: 'log' }
  | { type: 'scroll'; by: number; last: number }
  | { type: 'show'; top: number }
  | { type: 'anew'; seed: number };

export function reduceLab(state: LabState, action: LabAction): LabState {
  const { session, curves, run } = state;
  switch (action.type) {
    case 'begin': {
      const health = wants(session);
      if (health === null || run.kind === 'running') return state;
      const { [health]: _, ...others } = curves;
      return { ...state, top: 0, curves: others, run: { kind: 'running', health } };
    }
    case 'points':
      return { ...state, curves: { ...curves, [action.health]: longer(curves[action.health], action.points) } };
    case 'ran':
    case 'choose': {
      const event = eventOf(state, action);
      const next = event === null ? session : advance(session, event).session;
      const ended: LabState = action.type === 'ran' ? { ...state, run: { kind: 'none' } } : state;
      if (next.step === session.step) return { ...ended, session: next };
      return { ...ended, session: next, at: 0, top: 0, isTold: false };
    }
    case 'stopped':
      return { ...state, run: { kind: 'stopped' } };
    case 'failed':
      return { ...state, run: { kind: 'failed', problem: action.problem } };
    case 'point': {
      const last = Math.max(0, choices(session).length - 1);
      return { ...state, at: Math.max(0, Math.min(last, state.at + action.by)) };
    }
    case 'tell':
      return { ...state, isTold: true, top: 0 };
    case 'log':
      return { ...state, isLog: !state.isLog };
    case 'scroll':
      return { ...state, top: Math.max(0, Math.min(action.last, state.top + action.by)) };
    case 'show':
      return { ...state, top: action.top };
    case 'anew':
      return run.kind === 'running' ? state : openLab(session.lab, action.seed);
  }
}

/** What the action puts into the learner's progress. */
export function learnedBy(state: LabState, action: LabAction): Learned[] {
  const event = eventOf(state, action);
  return event === null ? [] : advance(state.session, event).learned;
}

function eventOf({ at }: LabState, action: LabAction): LabEvent | null {
  if (action.type === 'choose') return { type: 'chosen', place: at };
  return action.type === 'ran' ? { type: 'ran', health: action.health, report: action.report } : null;
}

/** A loss that is no number any more comes as null and breaks the line. */
function longer(curve: LabState['curves'][Health], points: readonly CurvePoint[]): LabState['curves'][Health] {
  const added = points.map(({ step, loss }) => ({ step, value: loss ?? Number.NaN }));
  return { points: [...(curve?.points ?? []), ...added], steps: points.at(-1)?.steps ?? curve?.steps ?? 0 };
}
