/** Alpaca: `{instruction, input?, output}`. The optional input stands below the instruction, after an empty line. */
import { CONTEXT_NAMES, findColumn, INSTRUCTION_NAMES, OUTPUT_NAMES } from '../column-names.js';
import { textField } from './text-field.js';
import type { DataFormat } from './types.js';

export const alpaca: DataFormat = {
  shape: 'alpaca',
  match(keys) {
    const prompt = findColumn(keys, INSTRUCTION_NAMES);
    const completion = findColumn(keys, OUTPUT_NAMES);
    if (prompt === undefined || completion === undefined) return null;
    const context = findColumn(keys, CONTEXT_NAMES);
    return context === undefined ? { prompt, completion } : { prompt, completion, context };
  },
  convert(record, columns, line) {
    const instruction = textField(record, columns.prompt);
    if (typeof instruction !== 'string') return instruction;
    const output = textField(record, columns.completion);
    if (typeof output !== 'string') return output;
    const context = columns.context === undefined ? '' : textField(record, columns.context);
    if (typeof context === 'string')
      return { line, input: context === '' ? instruction : `${instruction}\n\n${context}`, output };
    // Most Alpaca records leave the input empty or out.
    return context.kind === 'not-a-string' ? context : { line, input: instruction, output };
  },
};
