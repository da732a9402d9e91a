/** `check --fix OUT`: writes a repaired copy and an audit of every change; the file itself is never touched. */
import { loadRows } from '../data/load.js';
import { applyRepairs, proposeRepairs } from '../data/repairs/index.js';
import type { RepairAudit } from '../data/repairs/types.js';
import { writeRepaired } from '../data/repairs/write.js';
import type { CheckContext, Detection } from '../data/types.js';

export interface FixRequest {
  file: string;
  out: string;
  detection: Detection;
  maxLength: number;
  encode: CheckContext['encode'];
}

export interface Fixed {
  out: string;
  audit: string;
  rowsBefore: number;
  rowsAfter: number;
  repairs: RepairAudit['repairs'];
}

/** All necessary and recommended repairs. Reads the file again, whole: a check holds no rows. Throws the `Problem`s of `writeRepaired`. */
export async function fixFile({ file, out, detection, maxLength, encode }: FixRequest): Promise<Fixed> {
  const { task, columns, shape, format } = detection;
  const { rows, sha256 } = await loadRows(file, { task, columns });
  const context = { task, shape, columns, maxLength, encode };
  const repaired = applyRepairs(rows, proposeRepairs(rows, context), context);
  const { auditPath } = await writeRepaired({ path: file, format, sha256 }, out, repaired);
  const { rowsBefore, rowsAfter, repairs } = repaired.audit;
  return { out, audit: auditPath, rowsBefore, rowsAfter, repairs };
}
