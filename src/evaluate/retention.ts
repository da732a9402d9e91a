/** Retention: what ordinary text costs the model. If it rises after training, the model paid for its new skill with old ones. */
import type { TokenizedExample } from '../engine/types.js';
import { GENERAL_TEXT } from './general-text.js';
import { meanLoss } from './perplexity.js';
import type { LossOf } from './run-evaluation.js';

export interface RetentionInput {
  lossOf: LossOf;
  /** Text to ids, without any template; with a beginning-of-text token where the model wants one. */
  encodeText: (text: string) => readonly number[];
  passages?: readonly string[];
}

/** Mean next-token loss in nats over the general passages; every token but a passage's first is predicted and counts the same. */
export async function retentionLoss({ lossOf, encodeText, passages = GENERAL_TEXT }: RetentionInput): Promise<number> {
  const rows = passages
    .map((text, i) => everyTokenTrained(encodeText(text), i + 1))
    .filter((row) => row.ids.length > 1);
  const losses = await lossOf(rows);
  const lossSum = losses.reduce((sum, row) => sum + row.lossSum, 0);
  const supervised = losses.reduce((sum, row) => sum + row.supervised, 0);
  return meanLoss(lossSum, supervised);
}

/** A row whose loss is plain language modelling. `line` is the passage's number. */
function everyTokenTrained(ids: readonly number[], line: number): TokenizedExample {
  const trained = new Uint8Array(ids.length).fill(1);
  if (trained.length > 0) trained[0] = 0;
  return { line, ids: Int32Array.from(ids), trained };
}
