/** Drawing a training where it is watched: in the notebook, whose cells run in processes of their own. */
import type { StepReport } from './tune.js';

/** For `onStep`: sends each step's loss to the notebook, which draws the curves of a cell in one picture. Does nothing elsewhere. */
export function showCurve(name = 'loss'): (step: StepReport) => void {
  return ({ step, steps, loss }) => {
    if (process.env['VISHESH_CELL'] === '1') process.send?.({ type: 'curve-point', curve: name, step, steps, loss });
  };
}
