/** Formats whose records are one question column and one answer column under different names. */
import { findColumn } from '../column-names.js';
import type { Shape } from '../types.js';
import { textField } from './text-field.js';
import type { DataFormat } from './types.js';

/** `promptNames` and `completionNames` in order of preference. */
export function pairFormat(
  shape: Shape,
  promptNames: readonly string[],
  completionNames: readonly string[],
): DataFormat {
  return {
    shape,
    match(keys) {
      const prompt = findColumn(keys, promptNames);
      const completion = findColumn(keys, completionNames);
      return prompt === undefined || completion === undefined ? null : { prompt, completion };
    },
    convert(record, columns, line) {
      const input = textField(record, columns.prompt);
      if (typeof input !== 'string') return input;
      const output = textField(record, columns.completion);
      if (typeof output !== 'string') return output;
      return { line, input, output };
    },
  };
}
