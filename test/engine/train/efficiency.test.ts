import { describe, expect, it } from 'vitest';
import { matmulRoof, usefulFlops } from '../../../src/engine/train/efficiency.js';
import { SMOLLM2_135M } from '../../support/smollm2.js';

const work = { tokens: 512, supervised: 256, length: 64 };
// 134,515,008 parameters of which 49,152 x 576 are the embedding, which is the head as well.
const head = 49152 * 576;
const body = 134_515_008 - head;
const attention = 12 * 30 * 9 * 64 * 512 * 64;

describe('useful FLOPs of a step', () => {
  it('are 6 per parameter and token for full, 4 for LoRA, the head on supervised positions only', () => {
    expect(usefulFlops(SMOLLM2_135M, { method: 'full' }, work)).toBe(6 * (body * 512 + head * 256) + attention);
    const lora = { method: 'lora', rank: 8, alpha: 16, rsLora: false, targetModules: ['q_proj'], dropout: 0 } as const;
    const spec = { ...lora, targetModules: [...lora.targetModules] };
    expect(usefulFlops(SMOLLM2_135M, spec, work)).toBe(4 * (body * 512 + head * 256) + attention);
  });

  it('are the same for an untied head, which is not part of the body either', () => {
    const untied = { ...SMOLLM2_135M, tie_word_embeddings: false };
    expect(usefulFlops(untied, { method: 'full' }, work)).toBe(usefulFlops(SMOLLM2_135M, { method: 'full' }, work));
  });

  it('of partial training grow with its blocks up to those of full, but for the head', () => {
    const partial = (lastBlocks: number): number => usefulFlops(SMOLLM2_135M, { method: 'partial', lastBlocks }, work);
    expect(partial(1)).toBeLessThan(partial(2));
    expect(partial(30)).toBeCloseTo(6 * body * 512 + 4 * head * 256 + attention, -1);
  });
});

it('measures a roof of at least one product, whatever the time limit', async () => {
  expect(await matmulRoof(1, 1)).toBeGreaterThan(1e8);
});
