/** From the rows of a job to the tokens that are trained: encoded, cut at the maximum length, and those without an answer set aside. */
import { createHash } from 'node:crypto';
import type { PromptFormat } from '../../data/prompt-format.js';
import type { Example } from '../../data/types.js';
import { supervisedTokens } from '../../engine/train/batch.js';
import type { TokenizedExample } from '../../engine/types.js';
import { type EncodingHead, encodeExample } from '../../models/encode-example.js';

export interface EncodedRows {
  rows: TokenizedExample[];
  /** Rows that were cut; training sees their beginning only. */
  cut: number[];
  /** Rows left out because no trained token remains after the cut. */
  unanswered: number[];
}

/** `onRow` is told how many are done. */
export function encodeRows(
  head: EncodingHead,
  format: PromptFormat,
  examples: readonly Example[],
  maxLength: number,
  onRow: (done: number) => void = () => {},
): EncodedRows {
  const encoded: EncodedRows = { rows: [], cut: [], unanswered: [] };
  for (const [index, example] of examples.entries()) {
    const { ids, trained } = encodeExample(head, format, example);
    const row = { line: example.line, ids: ids.slice(0, maxLength), trained: trained.slice(0, maxLength) };
    if (ids.length > maxLength) encoded.cut.push(example.line);
    if (supervisedTokens(row) > 0) encoded.rows.push(row);
    else encoded.unanswered.push(example.line);
    onRow(index + 1);
  }
  return encoded;
}

/** SHA-256 over every token and mask of the training and validation rows: a checkpoint belongs to exactly these. */
export function hashRows(...parts: (readonly TokenizedExample[])[]): string {
  const hash = createHash('sha256');
  for (const rows of parts) {
    hash.update(`part ${rows.length}\n`);
    for (const row of rows) {
      hash.update(`${row.line} ${row.ids.length}\n`);
      hash.update(new Uint8Array(row.ids.buffer, row.ids.byteOffset, row.ids.byteLength));
      hash.update(row.trained);
    }
  }
  return hash.digest('hex');
}
