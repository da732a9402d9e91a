/** Step 7 inside the runner: base against tuned on the held-out rows. */
import type { Evaluation } from '../../evaluate/types.js';
import type { OpenModel } from '../../models/types.js';
import type { Session } from './session.js';

export async function evaluatePhase(session: Session, _base: OpenModel): Promise<Evaluation | null> {
  session.stopIfAsked();
  return null;
}
