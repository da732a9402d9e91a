/** Where a model's weights come from: what the two kinds of file have in common. */

export interface WeightSource {
  /** Shapes under the checkpoint's names, without reading a weight. */
  shapes: Map<string, number[]>;
  /** One tensor, row-major float32, in the checkpoint's row order. */
  read(name: string): Promise<Float32Array>;
  /** The file that holds a tensor (for messages); the first file for an unknown name. */
  fileOf(name: string): string;
  /** Every weight file, sorted. */
  files: string[];
  /** For people: `BF16`, `GGUF Q4_1`. */
  precision: string;
  close(): Promise<void>;
}
