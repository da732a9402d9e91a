/** The library's public names, nothing else. */

export { type CompareConfig, compareMethods } from './api/compare-methods.js';
export { checkData, type DataCheck, type DataFile, type DataRow, readRows, sampleFile, splitRows } from './api/data.js';
export { FineTuningDataPrep } from './api/data-prep.js';
export {
  type AnswerScore,
  type InterviewQuestion,
  interviewQuestions,
  type ScoredAnswer,
  scoreAnswer,
} from './api/interview.js';
export { generalLoss, measureLabels } from './api/measure.js';
export { type AskOptions, Model, openModel, type Row, type RowKind, type Token } from './api/model.js';
export { FineTuningPipeline } from './api/pipeline.js';
export { type PracticeFile, practiceFile } from './api/practice.js';
export { serveModel } from './api/serve-model.js';
export { showCurve } from './api/show-curve.js';
export { fineTune, type StepReport, type TuneResult, type TuneSettings } from './api/tune.js';
export type * from './api/types.js';
export { FineTuningWorkflow } from './api/workflow.js';
export { Problem } from './base/error.js';
export type { Comparison } from './workflow/compare/schema.js';
