/** From a lesson to one's own file: the workflow as it stands, or as it was left when the app was closed, or a new one. */
import { savedOf } from '../workflow/saved-workflow.js';
import type { Studio } from './studio.js';

export async function openOwn({ ports, driver, begin, go }: Studio): Promise<void> {
  const { state } = driver;
  const isBegun = state.step !== 'prepare' || state.busy !== null || savedOf(state) !== null;
  const saved = isBegun
    ? null
    : await ports.homeFacts().then(
        (facts) => facts.saved,
        () => null,
      );
  if (saved !== null) begin().dispatch({ type: 'resume', ...saved });
  go({ type: 'open', place: { name: 'tune' } });
}
