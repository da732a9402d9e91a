/** The library's public names, nothing else. */

export { FineTuningDataPrep } from './api/data-prep.js';
export { FineTuningPipeline } from './api/pipeline.js';
export type * from './api/types.js';
export { FineTuningWorkflow } from './api/workflow.js';
export { Problem } from './base/error.js';
