/** The plain forward pass, as training computes it: the reference for decoding with a cache. */
import { inputsOf, toOnnx } from '../../src/engine/graph/onnx.js';
import { input } from '../../src/engine/graph/ops/source.js';
import { type Feed, feed, openSession } from '../../src/engine/graph/session.js';
import type { LlamaConfig, Weights } from '../../src/engine/llama/config.js';
import { linear, type ModelParts, norm } from '../../src/engine/llama/layers.js';
import { EMBEDDING, headName, tensorList } from '../../src/engine/llama/tensors.js';
import { hiddenStates } from '../../src/engine/llama/training-graph.js';

/** Logits after every token: one row of V per id. */
export async function uncachedLogits(
  config: LlamaConfig,
  weights: Weights,
  ids: readonly number[],
): Promise<Float32Array[]> {
  const shapes = new Map(tensorList(config).map((tensor) => [tensor.name, tensor.shape]));
  const inputs = new Map([...shapes].map(([name, shape]) => [name, input(name, shape, 'float32')]));
  const weight: ModelParts['weight'] = (name) => inputs.get(name)!;
  const parts: ModelParts = {
    config,
    type: 'float32',
    weight,
    project: (x, modules) => modules.map((name) => linear(x, weight(`${name}.weight`))),
  };
  const embedded = input('embedded', [ids.length, config.hidden_size], 'float32');
  const hidden = hiddenStates(embedded, parts, { batch: 1, length: ids.length });
  const logits = linear(norm(hidden, 'model.norm', parts), weight(headName(config)));
  const rows = ids.flatMap((id) => [
    ...weights.get(EMBEDDING)!.subarray(id * config.hidden_size, (id + 1) * config.hidden_size),
  ]);
  const feeds: Record<string, Feed> = { embedded: feed(Float32Array.from(rows), embedded.shape) };
  const outputs = new Map([['logits', logits]]);
  for (const tensor of inputsOf(outputs.values())) {
    const array = weights.get(tensor.attributes.name);
    if (array !== undefined) feeds[tensor.attributes.name] = feed(array, tensor.shape);
  }
  const session = await openSession(toOnnx(outputs), { threads: 1 });
  const result = (await session.run(feeds)).get('logits') as Float32Array;
  await session.release();
  return ids.map((_, row) => result.slice(row * config.vocab_size, (row + 1) * config.vocab_size));
}
