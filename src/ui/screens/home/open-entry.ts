/** Where each entry of the first screen leads. */
import type { HomeFacts } from '../../../workflow/home-facts.js';
import { savedOf } from '../../../workflow/saved-workflow.js';
import type { Studio } from '../../studio.js';
import type { EntryId } from './entries.js';

/** Short rows of six kinds: the first run ends in a score that means something. */
const FIRST_SAMPLE = 'support-tickets.csv';

export function openEntry(id: EntryId, facts: HomeFacts, { go, begin, driver, ports }: Studio): void {
  switch (id) {
    case 'open':
      if (facts.open && driver.state.progress?.jobId !== facts.open.jobId)
        begin().dispatch({ type: 'attach', jobId: facts.open.jobId });
      go({ type: 'open', place: { name: 'tune' } });
      return;
    case 'resume':
      // What is still open in this app is only gone back to.
      if (facts.saved && savedOf(driver.state) === null) begin().dispatch({ type: 'resume', ...facts.saved });
      go({ type: 'open', place: { name: 'tune' } });
      return;
    case 'first': {
      const sample = ports.samples.find(({ name }) => name === FIRST_SAMPLE) ?? ports.samples[0];
      begin(sample === undefined ? {} : { file: sample.path });
      go({ type: 'open', place: { name: 'tune' } });
      return;
    }
    case 'tune':
      // A workflow that was only left for a moment is not begun again.
      if (driver.state.step !== 'prepare') begin();
      go({ type: 'open', place: { name: 'tune' } });
      return;
    case 'chat':
    case 'learn':
    case 'jobs':
    case 'compare':
    case 'settings':
      go({ type: 'open', place: { name: id } });
      return;
  }
}
