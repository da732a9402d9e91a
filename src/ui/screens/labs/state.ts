/** How far one lab was taken. Pure. */
import type { Point } from '../../../base/series.js';
import { beginLab, type LabSession } from '../../../learn/labs/session.js';
import type { Health, Lab } from '../../../learn/labs/types.js';
import type { ProblemView } from '../../../workflow/types.js';

export interface Curve {
  points: readonly Point[];
  /** As many as there will be. */
  steps: number;
}

export type RunState =
  | { kind: 'none' }
  | { kind: 'running'; health: Health }
  | { kind: 'stopped' }
  | { kind: 'failed'; problem: ProblemView };

export interface LabState {
  session: LabSession;
  curves: Partial<Record<Health, Curve>>;
  run: RunState;
  /** The choice pointed at. */
  at: number;
  /** What a careful eye sees was asked for. */
  isTold: boolean;
  isLog: boolean;
  /** First line shown of what there is to look at. */
  top: number;
}

/** `seed` orders the choices. */
export const openLab = (lab: Lab, seed: number): LabState => ({
  session: beginLab(lab, seed),
  curves: {},
  run: { kind: 'none' },
  at: 0,
  isTold: false,
  isLog: false,
  top: 0,
});

/** After the screen was closed: a run ended with it. */
export const reopenLab = (state: LabState): LabState =>
  state.run.kind === 'running' ? { ...state, run: { kind: 'stopped' } } : state;
