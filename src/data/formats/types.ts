/** What a data format is: which columns mark it, and how a record becomes an example. */
import type { Columns, ConversionProblem, Example, Shape } from '../types.js';

export type Converted = Example | ConversionProblem;

export interface DataFormat {
  shape: Shape;
  /** The columns that play the parts, or null when a record with these keys is not of this shape. */
  match(keys: readonly string[]): Columns | null;
  /** `line` goes into the example. The words of the user are not trimmed or changed. */
  convert(record: Readonly<Record<string, unknown>>, columns: Columns, line: number): Converted;
}

export function isConversionProblem(converted: Converted): converted is ConversionProblem {
  return 'kind' in converted;
}
