/** Numbers on a model: how well it sorts, and what it still knows of ordinary text. */
import { createTrainableModel } from '../engine/llama/trainable-model.js';
import { encodePlainPrompt } from '../engine/text/encode.js';
import { retentionLoss } from '../evaluate/retention.js';
import { scoreRows } from '../evaluate/score-rows.js';
import type { Metrics } from '../evaluate/types.js';
import { rowLossesOf } from '../jobs/run/row-losses.js';
import type { Model, Row } from './model.js';

/** Every row's label by likelihood; accuracy, precision, recall and F1 with 95% intervals, and the confusion matrix. */
export async function measureLabels(model: Model, rows: readonly Row[], labels: readonly string[]): Promise<Metrics> {
  const { rows: losses } = await model.loss(rows, { task: 'classification', labels });
  const results = [];
  for (const [index, { input, output }] of rows.entries())
    results.push({
      line: index + 1,
      prompt: input,
      expected: output.trim(),
      answer: await model.classify(input, labels),
      lossSum: losses[index] ?? Number.NaN,
      supervised: 1,
    });
  return scoreRows(results, 'classification', labels, 42);
}

/** Loss on a small general text, in nats a token: it rises when training made the model forget. */
export async function generalLoss(model: Model): Promise<number> {
  const { config, weights, tokenizer } = model.parts;
  const trainable = await createTrainableModel({
    config,
    weights,
    spec: { method: 'partial', lastBlocks: 1 },
    seed: 0,
  });
  try {
    return await retentionLoss({
      lossOf: rowLossesOf(trainable, 8),
      encodeText: (text) => encodePlainPrompt(tokenizer, text).slice(0, config.max_position_embeddings),
    });
  } finally {
    await trainable.release();
  }
}
