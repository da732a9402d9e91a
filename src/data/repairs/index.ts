/** Repairs: propose, show as diffs, apply, write. */
export { applyRepairs, type Repaired } from './apply.js';
export { type DiffPart, diffChange, diffLines, diffTexts, diffWords, type FieldDiff } from './diff.js';
export { proposeRepairs } from './propose.js';
export type { AuditChange, RepairAudit, RepairContext } from './types.js';
