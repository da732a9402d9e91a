/** Rows of numbers: matrix[i][j] is row i, column j. */
type Matrix = number[][];

/** LoRA's change of W: (alpha / r) * B * A. B is [out, r], A is [r, in]. */
export function delta(B: Matrix, A: Matrix, alpha: number): Matrix {
  const r = A.length;
  const times = (row: number[], j: number) =>
    A.reduce((sum, rowOfA, k) => sum + (row[k] ?? 0) * (rowOfA[j] ?? 0), 0);
  return B.map((row) =>
    (A[0] ?? []).map((_, j) => (alpha / r) * times(row, j)),
  );
}

/** W' = W + delta. W itself stays as it is: LoRA only stands beside it. */
export function merged(
  W: Matrix,
  B: Matrix,
  A: Matrix,
  alpha: number,
): Matrix {
  const change = delta(B, A, alpha);
  return W.map((row, i) => row.map((w, j) => w + (change[i]?.[j] ?? 0)));
}

/** What LoRA trains on matrices of these shapes [out, in], with rank r. */
export function trainable(shapes: [number, number][], r: number): number {
  return shapes.reduce((sum, [out, into]) => sum + r * (out + into), 0);
}
