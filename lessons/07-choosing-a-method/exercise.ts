/** What a choice depends on. */
export interface Situation {
  budget: 'low' | 'medium' | 'high';
  compute: 'limited' | 'standard' | 'ample';
  /** Of the base model. */
  parameters: number;
  freeBytes: number;
  /** Rows to train on. */
  rows: number;
}

/** AdamW in float32: 4 bytes a weight; 12 more if it is trainable. */
export function memory(parameters: number, trainable: number): number {
  return 4 * parameters;
}

/** LoRA trains about this share of the parameters. */
export const LORA_SHARE = 0.005;
/** Only so much of the free memory may be planned with. */
export const MARGIN = 0.8;

/** 'full', 'lora', or null when even LoRA does not fit. */
export function choose(situation: Situation): 'full' | 'lora' | null {
  const { budget, compute } = situation;
  // Then: fewer than 100 rows, and what fits with its margin.
  return budget === 'low' && compute === 'limited' ? 'lora' : 'full';
}
