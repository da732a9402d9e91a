import { describe, expect, it } from 'vitest';
import { countParameters } from '../../src/engine/llama/parameters.js';
import type { TrainableSpec } from '../../src/engine/types.js';
import {
  LINEAR_MODULES,
  parametersInTraining,
  type TrainedPart,
  totalParameters,
  trainableParameters,
} from '../../src/plan/parameters.js';
import { smolLm2, threeBillion } from './worlds.js';

const lora = (rank: number, targetModules: string[] = [...LINEAR_MODULES]) => ({
  lora: { rank, targetModules },
  partial: null,
});

import { SMOLLM2_135M } from '../support/smollm2.js';

describe('parameter counts', () => {
  it('agree with the checkpoints of SmolLM2-135M and Llama-3.2-3B', () => {
    expect(totalParameters(smolLm2)).toBe(134_515_008);
    expect(totalParameters(threeBillion)).toBe(3_212_749_824);
  });

  it('count an untied output layer a second time', () => {
    const untied = { ...smolLm2, tiedEmbeddings: false };
    expect(totalParameters(untied) - totalParameters(smolLm2)).toBe(49152 * 576);
  });

  it.each([
    ['all linear layers, rank 8', lora(8), 2_442_240],
    ['all linear layers, rank 16', lora(16), 4_884_480],
    ['q_proj and v_proj, rank 8', lora(8, ['q_proj', 'v_proj']), 460_800],
    ['no layer at all', lora(8, []), 0],
  ])('of LoRA on SmolLM2-135M: %s', (_name, part, expected) => {
    expect(trainableParameters(smolLm2, 'lora', part)).toBe(expected);
  });

  it('of full are all of them, and of partial the last blocks with the final norm', () => {
    const two = { lora: null, partial: { lastBlocks: 2 } };
    expect(trainableParameters(smolLm2, 'full', two)).toBe(134_515_008);
    expect(trainableParameters(smolLm2, 'partial', two)).toBe(2 * 3_540_096 + 576);
  });

  it.each([
    ['full', { method: 'full' }, 'full', { lora: null, partial: null }],
    ['partial', { method: 'partial', lastBlocks: 3 }, 'partial', { lora: null, partial: { lastBlocks: 3 } }],
    [
      'lora',
      { method: 'lora', rank: 4, alpha: 8, rsLora: false, dropout: 0, targetModules: ['k_proj', 'down_proj'] },
      'lora',
      lora(4, ['k_proj', 'down_proj']),
    ],
  ] as const)('of %s are those of the engine', (_name, spec, method, part) => {
    const counted = countParameters(SMOLLM2_135M, structuredClone(spec) as TrainableSpec);
    expect(trainableParameters(smolLm2, method, structuredClone(part) as TrainedPart)).toBe(counted.trainable);
    expect(parametersInTraining(smolLm2, method, structuredClone(part) as TrainedPart)).toBe(counted.total);
  });

  it('of partial never exceed the blocks there are', () => {
    const many = trainableParameters(smolLm2, 'partial', { lora: null, partial: { lastBlocks: 99 } });
    expect(many).toBe(30 * 3_540_096 + 576);
  });
});
