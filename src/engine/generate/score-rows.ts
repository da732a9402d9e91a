/** Several continuations of one prompt as the rows of a single run. Each sees the cached prompt and itself, never its neighbours. */

export interface ScoreRows {
  /** The token fed in each row: the prompt's last one, then the continuation without its last. */
  ids: number[];
  /** The token to be predicted from it. */
  targets: number[];
  /** Position of the row, counted from the prompt's last token. */
  offsets: number[];
  /** Which continuation the row belongs to. */
  owners: number[];
}

export function scoreRows(last: number, continuations: readonly (readonly number[])[]): ScoreRows {
  const rows: ScoreRows = { ids: [], targets: [], offsets: [], owners: [] };
  for (const [owner, continuation] of continuations.entries()) {
    for (const [offset, target] of continuation.entries()) {
      rows.ids.push(offset === 0 ? last : (continuation[offset - 1] ?? last));
      rows.targets.push(target);
      rows.offsets.push(offset);
      rows.owners.push(owner);
    }
  }
  return rows;
}

/** Added to the score of a token that may not be seen. */
const HIDDEN = -1e30;

/** Additive mask [G T, T]: a row sees earlier rows of its owner and itself. Repeated for the G query heads of a key/value head. */
export function selfMask(owners: readonly number[], group: number): Float32Array {
  const time = owners.length;
  const mask = new Float32Array(group * time * time).fill(HIDDEN);
  for (let row = 0; row < time; row++) {
    for (let seen = 0; seen <= row; seen++) if (owners[seen] === owners[row]) mask[row * time + seen] = 0;
  }
  for (let copy = 1; copy < group; copy++) mask.copyWithin(copy * time * time, 0, time * time);
  return mask;
}
