/** Logits after every token of some texts, as serving computes them: one token after another over the KV cache. */
import { Decoder } from '../../src/engine/generate/decoder.js';
import type { LlamaConfig, Weights } from '../../src/engine/llama/config.js';
import type { TextTokenizer } from '../../src/engine/types.js';
import type { Values } from './exchange.js';
import { sampleTexts } from './texts.js';

/** Both sides compute with as many. */
export const THREADS = 2;

const MOST_TOKENS = 32;

/** The first text of every kind and one from its middle, as ids. */
export function logitRows(tokenizer: TextTokenizer): number[][] {
  const texts = sampleTexts();
  const kinds = [...new Set(texts.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const own = texts.filter((text) => text.kind === kind);
    return [own[4], own[18]].flatMap((sample) => {
      const ids = sample === undefined ? [] : tokenizer.encode(sample.text).slice(0, MOST_TOKENS);
      return ids.length < 2 ? [] : [ids];
    });
  });
}

/** `row.0`, `row.1`, …: [T, V]. The last position comes from one whole prefill instead, which must be as right. */
export async function logitsOf(config: LlamaConfig, weights: Weights, rows: number[][]) {
  const decoder = new Decoder(config, weights, THREADS);
  const result: [string, Values][] = [];
  for (const [index, ids] of rows.entries()) {
    const vocabulary = config.vocab_size;
    const data = new Float32Array(ids.length * vocabulary);
    for (const [position, id] of ids.slice(0, -1).entries()) {
      const logits = position === 0 ? await decoder.prefill([id]) : await decoder.step(id);
      data.set(logits, position * vocabulary);
    }
    data.set(await decoder.prefill(ids), (ids.length - 1) * vocabulary);
    result.push([`row.${index}`, { shape: [ids.length, vocabulary], data }]);
  }
  await decoder.release();
  return result;
}
