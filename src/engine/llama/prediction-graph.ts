/** The likeliest next tokens as one graph: the training graph's layers and head, without loss and gradients. */
import { selectRows } from '../graph/ops/lookup.js';
import { input } from '../graph/ops/source.js';
import { inLayer, type Tensor } from '../graph/tensor.js';
import { linear, norm } from './layers.js';
import { headName } from './tensors.js';
import { hiddenStates, modelInputs, type TrainingGraphOptions } from './training-graph.js';

export const LOGITS = 'logits';
const NOMINAL_ROWS = 8191;

/** One output, `logits` [S, V]: of the positions in `rows.0` [S], fed as for the loss. */
export function predictionGraph(options: Omit<TrainingGraphOptions, 'chunks' | 'training'>): Map<string, Tensor> {
  const { parts, embedded } = modelInputs({ ...options, training: false });
  const hidden = hiddenStates(embedded, parts, options);
  const positions = options.batch * options.length;
  const logits = inLayer('head', () => {
    const rows = input('rows.0', ['s0'], 'int64', NOMINAL_ROWS);
    const inverse = input('inverse.0', [positions], 'int64');
    const taken = input('taken.0', [positions, 1], parts.type);
    return linear(
      norm(selectRows(hidden, rows, inverse, taken), 'model.norm', parts),
      parts.weight(headName(parts.config)),
    );
  });
  return new Map([[LOGITS, logits]]);
}
