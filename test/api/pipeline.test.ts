import { describe, expect, it } from 'vitest';
import { estimateTokens, FineTuningPipeline } from '../../src/api/pipeline.js';

const pipeline = () => new FineTuningPipeline(null, 'generation');
const oneTokenPerCharacter = { encode: (text: string) => [...text].map((_, i) => i) };

describe('FineTuningPipeline', () => {
  it('starts from the notes’ hyperparameters', () => {
    expect(pipeline().hyperparameters).toEqual({ learningRate: 1e-5, batchSize: 8, epochs: 3, maxLength: 512 });
  });

  it.each([
    ['classification', 'Classify the following text: X\n\nCategory:'],
    ['generation', 'Generate text based on: X\n\nOutput:'],
    ['qa', 'Question: X\n\nAnswer:'],
    ['code', 'Write code for: X\n\nCode:'],
    ['unknown', 'X'],
    ['constructor', 'X'],
  ])('formats a prompt for %s', (format, expected) => {
    expect(pipeline().formatPrompt('X', format)).toBe(expected);
  });

  it('prepares rows and keeps them', () => {
    const one = pipeline();
    const rows = one.prepareData([{ input: 'a poem', output: 'Roses' }], 'generation');
    expect(rows).toEqual([
      { prompt: 'Generate text based on: a poem\n\nOutput:', completion: 'Roses', tokens: rows[0]?.tokens },
    ]);
    expect(one.trainingData).toBe(rows);
  });

  it('counts with the model’s tokenizer once it is loaded, rows already prepared included', async () => {
    const one = pipeline();
    one.prepareData([{ input: 'ab', output: 'cd' }], 'none');
    expect(one.tokenCounts).toBe('estimated');
    expect(one.tokenize('hello world, this is text')).toBe(7);
    await one.load({ tokenizer: oneTokenPerCharacter });
    expect(one.tokenCounts).toBe('exact');
    expect(one.tokenize('abc')).toBe(3);
    expect(one.trainingData[0]?.tokens).toBe(5);
  });

  it('counts prompt and completion apart, so that two words never melt into one', async () => {
    const words = { encode: (text: string) => text.split(/\s+/u).filter((word) => word !== '') as unknown as number[] };
    const one = await pipeline().load({ tokenizer: words });
    expect(one.prepareData([{ input: 'one', output: 'two' }], 'none')[0]?.tokens).toBe(2);
  });

  it('guesses no tokens for no text', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens('a')).toBe(1);
  });

  it('describes the methods of the notes', () => {
    const one = pipeline();
    expect(one.getFineTuningConfig()).toMatchObject({ method: 'full', computeRequired: 'high' });
    expect(one.getFineTuningConfig('lora')).toEqual({
      method: 'lora',
      description: 'Low-Rank Adaptation - update few parameters',
      computeRequired: 'low',
      dataRequired: 'low',
      bestFor: 'Efficient fine-tuning, limited compute',
      rank: 8,
      alpha: 16,
    });
    expect(one.getFineTuningConfig('pft')).toMatchObject({
      method: 'parameter-efficient',
      bestFor: 'Balanced approach',
    });
    expect(one.getFineTuningConfig('partial')).toEqual(one.getFineTuningConfig('pft'));
    expect(one.getFineTuningConfig('no such thing').method).toBe('full');
    expect(one.getFineTuningConfig('toString').method).toBe('full');
  });

  it.each([
    ['full', 0.008],
    ['lora', 0.002],
    ['pft', 0.004],
    ['partial', 0.004],
  ])('prices %s at %d dollars per 1,000 tokens', async (method, rate) => {
    const one = await pipeline().load({ tokenizer: oneTokenPerCharacter });
    one.prepareData([{ input: 'aaaa', output: 'bbbb' }], 'none');
    expect(one.estimateCost(1000, method)).toEqual({
      totalTokens: 1000 * 9 * 3,
      estimatedCost: expect.closeTo(27 * rate, 10),
      method,
      recommendations: [],
      tokenCounts: 'exact',
    });
  });

  it('estimates nothing for no data, not NaN', () => {
    expect(pipeline().estimateCost(1000)).toMatchObject({ totalTokens: 0, estimatedCost: 0, recommendations: [] });
  });

  it('refuses to price a method without a rate', () => {
    expect(() => pipeline().estimateCost(10, 'qlora')).toThrow('There is no rate for the method "qlora".');
  });

  it('recommends by the notes’ thresholds', () => {
    const one = pipeline();
    expect(one.getRecommendations(100, 'lora')).toEqual([]);
    expect(one.getRecommendations(101, 'pft')).toEqual(['Consider using LoRA for cost efficiency']);
    expect(one.getRecommendations(51, 'full')).toEqual(['Full fine-tuning is expensive - consider LoRA']);
    expect(one.getRecommendations(101, 'full')).toHaveLength(2);
  });
});
