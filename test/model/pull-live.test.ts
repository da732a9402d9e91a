/** The real model, fetched from its real sources. Skips, and says so, where none of them can be reached. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Problem } from '../../src/base/error.js';
import { tensorList } from '../../src/engine/llama/tensors.js';
import { openModel } from '../../src/models/open.js';
import { pullModel } from '../../src/models/pull.js';

const ID = 'smollm2-135m-instruct';

it('SmolLM2-135M-Instruct is fetched, verified and opened as the model it says to be', async ({ skip }) => {
  const home = await mkdtemp(join(tmpdir(), 'vishesh-live-'));
  try {
    const pulled = await pullModel(ID, { home, onNotice: ({ en }) => console.warn(en) }).catch((error) => {
      if (error instanceof Problem && error.code === 'pull-failed') return error;
      throw error;
    });
    if (pulled instanceof Problem) {
      console.warn(`SKIPPED, NOTHING WAS PROVED: ${pulled.message}`);
      return skip(pulled.message);
    }
    expect((await pullModel(ID, { home })).alreadyThere).toBe(true);

    const model = await openModel(ID, { home });
    expect(model.weights.size).toBe(tensorList(model.config).length);
    expect(model.config).toMatchObject({
      num_hidden_layers: 30,
      hidden_size: 576,
      rope_theta: 100000,
      rms_norm_eps: 1e-5,
    });
    expect(model.tokenizer.endIds).toContain(model.tokenizer.idOf('<|im_end|>'));
    expect(model.tokenizer.encode('Hello world! 123')).toEqual([19556, 905, 17, 216, 33, 34, 35]);
    // Trained linear layers of this model have a spread of 0.04 to 0.4; noise or a wrong scale does not.
    for (const [name, values] of model.weights) {
      if (!name.endsWith('_proj.weight')) continue;
      const spread = standardDeviation(values);
      expect(spread, name).toBeGreaterThan(0.03);
      expect(spread, name).toBeLessThan(0.5);
    }
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
});

function standardDeviation(values: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  return Math.sqrt(squares / values.length - (sum / values.length) ** 2);
}
