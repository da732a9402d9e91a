/** The part of the outside world that belongs to the sabotage labs: the labs, what was done in them, and their real runs. */
import type { CellHooks } from '../learn/cells/run-cell.js';
import type { LabRun } from '../learn/labs/run.js';
import type { Health, Lab } from '../learn/labs/types.js';
import type { Progress } from '../learn/progress/schema.js';
import type { LabState } from './screens/labs/state.js';

export interface OpenedLabs {
  labs: Lab[];
  /** What was named and healed, by lab. */
  standing: Progress['labs'];
  /** Of the order in which choices stand. */
  seed: number;
}

export interface LabPorts {
  open: () => Promise<OpenedLabs>;
  /** In a process of its own. Rejects with the `Problem` of a run that gave no report, also of one that was stopped. */
  run: (lab: Lab, health: Health, hooks: CellHooks) => Promise<LabRun>;
  /** How far each lab was taken since the app was opened, by its id. */
  taken: Map<string, LabState>;
}
