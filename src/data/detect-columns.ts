/** Which shape a file has and which columns play which part. Pure. */

import { Problem } from '../base/error.js';
import type { Localized } from '../base/localized.js';
import {
  ANSWER_NAMES,
  COMPLETION_NAMES,
  findColumn,
  INPUT_NAMES,
  INSTRUCTION_NAMES,
  LABEL_NAMES,
  OUTPUT_NAMES,
  PROMPT_NAMES,
  QUESTION_NAMES,
  TEXT_NAMES,
} from './column-names.js';
import { FORMATS, formatOf } from './formats/index.js';
import type { Columns, Shape } from './types.js';

export interface ShapeGuess {
  shape: Shape;
  columns: Columns;
  reasons: Localized[];
}

type Records = readonly Readonly<Record<string, unknown>>[];

const PARTS = ['prompt', 'completion', 'context', 'messages'] as const;

/** `prompt=q,completion=a` as columns; a `Problem` (bad-columns) for anything else. */
export function parseColumns(text: string): Columns {
  const columns: Columns = {};
  for (const pair of text.split(',')) {
    const [part, ...rest] = pair.split('=');
    const known = PARTS.find((name) => name === part?.trim());
    const column = rest.join('=').trim();
    if (known === undefined || column === '')
      throw new Problem({
        code: 'bad-columns',
        message: {
          en: `"${pair}" does not say which column plays which part.`,
          hi: `"${pair}" se pata nahi chalta ki kaunsa column kya hai.`,
        },
        next: {
          en: 'Write it like prompt=question,completion=answer (parts: prompt, completion, context, messages).',
          hi: 'Aise likhein: prompt=question,completion=answer (parts: prompt, completion, context, messages).',
        },
      });
    columns[known] = column;
  }
  return columns;
}

/** The user's columns first, then the shape of most records, then known names in any pairing, then two columns as they stand. */
export function detectShape(records: Records, chosen: Columns | undefined, file: string): ShapeGuess {
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
  if (chosen !== undefined) {
    const unknown = PARTS.map((part) => chosen[part]).find((name) => name !== undefined && !keys.includes(name));
    if (unknown !== undefined) throw unknownColumn(unknown, keys, file);
    if (chosen.messages !== undefined) return chosenMessages(records, chosen);
    if (chosen.prompt !== undefined && chosen.completion !== undefined) return chosenPair(chosen);
  }
  const guess = byRecords(records) ?? byNames(keys) ?? byPosition(records, keys);
  if (guess === null) throw noColumns(keys, file);
  return chosen === undefined ? guess : { ...guess, columns: { ...guess.columns, ...chosen } };
}

function byRecords(records: Records): ShapeGuess | null {
  const counts = new Map<Shape, number>();
  for (const record of records) {
    const keys = Object.keys(record);
    const shape = FORMATS.find((format) => format.match(keys) !== null)?.shape;
    if (shape !== undefined) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  if (counts.size === 0) return null;
  const [shape, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
  const matches = records.map((record) => formatOf(shape).match(Object.keys(record))).filter((found) => found !== null);
  const columns: Columns = Object.assign({}, ...matches.toReversed());
  const reasons = [shapeReason(shape, columns)];
  if (count < records.length) reasons.push(mixedReason(records.length - count, records.length, shape, counts));
  return { shape, columns, reasons };
}

const ANY_PROMPT = [...PROMPT_NAMES, ...INSTRUCTION_NAMES, ...QUESTION_NAMES, ...INPUT_NAMES, ...TEXT_NAMES];
const ANY_ANSWER = [...COMPLETION_NAMES, ...OUTPUT_NAMES, ...ANSWER_NAMES];

function byNames(keys: readonly string[]): ShapeGuess | null {
  const label = findColumn(keys, LABEL_NAMES);
  const completion = findColumn(keys, ANY_ANSWER) ?? label;
  const others = keys.filter((key) => key !== completion);
  const prompt = findColumn(others, ANY_PROMPT) ?? (keys.length === 2 ? others[0] : undefined);
  if (prompt === undefined || completion === undefined) return null;
  const shape: Shape = completion === label ? 'text-label' : 'prompt-completion';
  const columns = { prompt, completion };
  return { shape, columns, reasons: [shapeReason(shape, columns)] };
}

/** Two columns with unknown names: the first is the prompt, the second the answer, unless only the second can be the text. */
function byPosition(records: Records, keys: readonly string[]): ShapeGuess | null {
  const [first, second] = keys;
  if (keys.length !== 2 || first === undefined || second === undefined) return null;
  const swapped = distinctShare(records, first) < 0.5 * distinctShare(records, second);
  const columns = swapped ? { prompt: second, completion: first } : { prompt: first, completion: second };
  return {
    shape: 'prompt-completion',
    columns,
    reasons: [
      {
        en: `The column names say nothing; "${columns.prompt}" is taken as the prompt and "${columns.completion}" as the answer. Choose the columns if that is wrong.`,
        hi: `Column ke naam se kuch pata nahi chalta; "${columns.prompt}" ko prompt aur "${columns.completion}" ko answer maana gaya. Galat ho to columns khud chunein.`,
      },
    ],
  };
}

function distinctShare(records: Records, key: string): number {
  return new Set(records.map((record) => String(record[key]))).size / Math.max(1, records.length);
}

function chosenMessages(records: Records, chosen: Columns): ShapeGuess {
  const list = records
    .map((record) => record[chosen.messages ?? ''])
    .find((value) => value !== undefined && value !== null);
  const text = (typeof list === 'string' ? list : JSON.stringify(list)) ?? '';
  const shape: Shape = /"from"\s*:/.test(text) && !/"role"\s*:/.test(text) ? 'sharegpt' : 'messages';
  return { shape, columns: { messages: chosen.messages }, reasons: [chosenReason()] };
}

function chosenPair(chosen: Columns): ShapeGuess {
  return {
    shape: chosen.context === undefined ? 'prompt-completion' : 'alpaca',
    columns: { ...chosen },
    reasons: [chosenReason()],
  };
}

function chosenReason(): Localized {
  return { en: 'You chose the columns.', hi: 'Columns aapne chune.' };
}

function shapeReason(shape: Shape, columns: Columns): Localized {
  const used = PARTS.flatMap((part) => (columns[part] === undefined ? [] : [`"${columns[part]}"`])).join(', ');
  return { en: `Columns ${used} mark the shape ${shape}.`, hi: `Columns ${used} se shape ${shape} pata chala.` };
}

function mixedReason(strangers: number, total: number, shape: Shape, counts: ReadonlyMap<Shape, number>): Localized {
  const others = [...counts.keys()].filter((other) => other !== shape).join(', ');
  return {
    en: `${strangers} of the first ${total} records ${strangers === 1 ? 'does' : 'do'} not have the shape ${shape}${others === '' ? '' : ` (found also: ${others})`}.`,
    hi: `Pehle ${total} records mein se ${strangers} ki shape ${shape} nahi hai${others === '' ? '' : ` (yeh bhi mila: ${others})`}.`,
  };
}

const listed = (keys: readonly string[]): string =>
  keys
    .slice(0, 12)
    .map((key) => key.slice(0, 40))
    .join(', ') + (keys.length > 12 ? ', …' : '');

function unknownColumn(name: string, keys: readonly string[], file: string): Problem {
  return new Problem({
    code: 'unknown-column',
    message: { en: `There is no column "${name}".`, hi: `"${name}" naam ka koi column nahi hai.` },
    where: file,
    next: { en: `Choose among: ${listed(keys)}.`, hi: `Inme se chunein: ${listed(keys)}.` },
  });
}

function noColumns(keys: readonly string[], file: string): Problem {
  const second = findColumn(keys, [...LABEL_NAMES, ...ANY_ANSWER]) ?? keys[1] ?? 'answer';
  const others = keys.filter((key) => key !== second);
  // A number that counts the rows is no prompt.
  const first = others.find((key) => !/^(id|no|nr|index|row)$/i.test(key)) ?? others[0] ?? 'question';
  return new Problem({
    code: 'unknown-columns',
    message: {
      en: `The columns (${listed(keys) || 'none'}) do not show which one is the prompt and which the answer.`,
      hi: `Columns (${listed(keys) || 'koi nahi'}) se pata nahi chalta ki prompt kaunsa hai aur answer kaunsa.`,
    },
    where: file,
    next: {
      en:
        keys.length < 2
          ? 'Give every record a prompt and an answer, for example {"input": "...", "output": "..."}.'
          : `Say it, for example prompt=${first},completion=${second} (on the command line after --columns).`,
      hi:
        keys.length < 2
          ? 'Har record mein prompt aur answer dein, jaise {"input": "...", "output": "..."}.'
          : `Khud batao, jaise prompt=${first},completion=${second} (command line par --columns ke baad).`,
    },
  });
}
