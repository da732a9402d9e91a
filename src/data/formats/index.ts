/** The accepted formats. A new one is a new file and one entry here. */
import type { ConversionProblem, Detection, Row, Shape } from '../types.js';
import { alpaca } from './alpaca.js';
import { inputOutput } from './input-output.js';
import { messages } from './messages.js';
import { promptCompletion } from './prompt-completion.js';
import { questionAnswer } from './question-answer.js';
import { sharegpt } from './sharegpt.js';
import { textLabel } from './text-label.js';
import type { Converted, DataFormat } from './types.js';

/** In order of preference when a record fits several. */
export const FORMATS: readonly DataFormat[] = [
  messages,
  sharegpt,
  alpaca,
  promptCompletion,
  questionAnswer,
  textLabel,
  inputOutput,
];

const BY_SHAPE = new Map<Shape, DataFormat>(FORMATS.map((format) => [format.shape, format]));

export function formatOf(shape: Shape): DataFormat {
  return BY_SHAPE.get(shape) ?? inputOutput;
}

/** The first format that fits the keys of a record. */
export function formatOfRecord(record: Readonly<Record<string, unknown>>): DataFormat | undefined {
  const keys = Object.keys(record);
  return FORMATS.find((format) => format.match(keys) !== null);
}

/**
 * A readable row as an example. A record that lacks the columns but fits another shape is a `schema-mismatch`.
 * Null for a row that could not be read at all (it has its fault).
 */
export function convertRow(row: Row, detection: Pick<Detection, 'shape' | 'columns'>): Converted | null {
  if (!('record' in row)) return null;
  const converted = formatOf(detection.shape).convert(row.record, detection.columns, row.line);
  if (!('kind' in converted) || converted.kind !== 'missing-field') return converted;
  return otherShape(row.record, detection.shape) ?? converted;
}

function otherShape(record: Record<string, unknown>, shape: Shape): ConversionProblem | null {
  const other = formatOfRecord(record);
  if (other === undefined || other.shape === shape) return null;
  return {
    kind: 'schema-mismatch',
    detail: {
      en: `this record has the shape ${other.shape}, the file ${shape}`,
      hi: `is record ki shape ${other.shape} hai, file ki ${shape}`,
    },
  };
}
