/** Operations that read or write by index. Repeated indices add up; ScatterND is never used (its sum races between threads). */
import type { FormTable, RuleTable } from '../rule.js';
import { axisSize, GraphError, makeTensor, type Tensor } from '../tensor.js';
import { mul, pair } from './elementwise.js';
import { expand, reshape, zeros } from './shape.js';

type Lookup = 'gather' | 'gatherElements' | 'scatterAdd' | 'selectRows';

/** Rows of a table: table [v, h], ids [n] -> [n, h]. Ids may repeat. */
export function gather(table: Tensor, ids: Tensor): Tensor {
  if (table.shape.length !== 2 || ids.shape.length !== 1)
    throw new GraphError('gather', [table, ids], 'needs [v, h] and [n]');
  return makeTensor('gather', [table, ids], {}, [axisSize(ids, 0), axisSize(table, 1)], table.type);
}

/** For every entry of index [n, m], the element of x at that place of `axis`, the other coordinate being the entry's own. */
export const gatherElements = (x: Tensor, index: Tensor, axis: number): Tensor =>
  makeTensor('gatherElements', [x, index], { axis }, index.shape, x.type);

/** x with updates[i, j] added at index[i, j] of `axis`. Matrices only. */
export function scatterAdd(x: Tensor, index: Tensor, updates: Tensor, axis: number): Tensor {
  if (x.shape.length !== 2 || index.shape.length !== 2)
    throw new GraphError('scatterAdd', [x, index], 'needs matrices');
  return makeTensor('scatterAdd', [x, index, updates], { axis }, x.shape, x.type);
}

/**
 * Rows of x [m, h] at distinct positions `rows` [n] -> [n, h]. `inverse` [m] says for every row of x where it went (any valid
 * number when it was not taken) and `taken` [m, 1] is 1 for rows that were taken: the gradient is then a gather too.
 */
export function selectRows(x: Tensor, rows: Tensor, inverse: Tensor, taken: Tensor): Tensor {
  return makeTensor('selectRows', [x, rows, inverse, taken], {}, [axisSize(rows, 0), axisSize(x, 1)], x.type);
}

export const lookupRules: RuleTable<Lookup> = {
  // Each row of dout is added to the row of the table that it came from.
  gather: (y, dout) => {
    const [table, ids] = pair(y);
    const index = expand(reshape(ids, [axisSize(ids, 0), 1]), dout.shape);
    return [scatterAdd(zeros(table.shape, y.type), index, dout, 0), null];
  },
  gatherElements: (y, dout) => {
    const [x, index] = pair(y);
    return [scatterAdd(zeros(x.shape, x.type), index, dout, y.attributes.axis), null];
  },
  scatterAdd: (y, dout) => [dout, null, gatherElements(dout, pair(y)[1], y.attributes.axis)],
  selectRows: (y, dout) => {
    const [, , inverse, taken] = y.inputs;
    if (inverse === undefined || taken === undefined)
      throw new GraphError('selectRows', y.inputs, 'needs four inputs', y.layer);
    return [mul(gather(dout, inverse), taken), null, null, null];
  },
};

export const lookupForms: FormTable<Lookup> = {
  gather: (t, to, name) => to.node('Gather', t.inputs.map(to.nameOf), { outputs: [name] }),
  gatherElements: (t, to, name) => {
    const attributes = { axis: { int: t.attributes.axis } };
    to.node('GatherElements', t.inputs.map(to.nameOf), { outputs: [name], attributes });
  },
  scatterAdd: (t, to, name) => {
    const attributes = { axis: { int: t.attributes.axis }, reduction: { string: 'add' } };
    to.node('ScatterElements', t.inputs.map(to.nameOf), { outputs: [name], attributes });
  },
  selectRows: (t, to, name) => to.node('Gather', t.inputs.slice(0, 2).map(to.nameOf), { outputs: [name] }),
};
