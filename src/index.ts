/** The library's public names, nothing else. */

export { type CompareConfig, compareMethods } from './api/compare-methods.js';
export { FineTuningDataPrep } from './api/data-prep.js';
export { FineTuningPipeline } from './api/pipeline.js';
export type * from './api/types.js';
export { FineTuningWorkflow } from './api/workflow.js';
export { Problem } from './base/error.js';
export type { Comparison } from './workflow/compare/schema.js';
