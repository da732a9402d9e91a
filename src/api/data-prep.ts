/** The notes' `FineTuningDataPrep`: rows into prompt and completion, the four quality rules, and the split. */
import { Problem } from '../base/error.js';
import { type Localized, mapText, say, type Text } from '../base/localized.js';
import { Random } from '../base/random.js';
import { formatOfRecord } from '../data/formats/index.js';
import { formatCompletion, formatPrompt } from '../data/templates.js';
import type { Example, Task } from '../data/types.js';
import { requireKnownTask } from './known-task.js';
import type { DataValidation, PreparedRow, RawRow } from './types.js';

const MIN_EXAMPLES = 10;
const MIN_PROMPT_LENGTH = 10;
const MIN_COMPLETION_LENGTH = 5;
const MIN_UNIQUE_SHARE = 0.9;
const DEFAULT_SPLIT_SEED = 42;

export class FineTuningDataPrep {
  /** Rows as `{prompt, completion}` in the task's template. Throws `Problem`: `unknown-task`, `unusable-row`. */
  prepareForFineTuning(rawData: readonly RawRow[], taskType: Task): PreparedRow[] {
    requireKnownTask(taskType);
    return rawData.map((item, index) => {
      const { input, output } = exampleOf(item, index);
      return { prompt: formatPrompt(taskType, input), completion: formatCompletion(output) };
    });
  }

  prepareClassificationData(data: readonly RawRow[]): PreparedRow[] {
    return this.prepareForFineTuning(data, 'classification');
  }

  prepareGenerationData(data: readonly RawRow[]): PreparedRow[] {
    return this.prepareForFineTuning(data, 'generation');
  }

  prepareQAData(data: readonly RawRow[]): PreparedRow[] {
    return this.prepareForFineTuning(data, 'qa');
  }

  prepareCodeData(data: readonly RawRow[]): PreparedRow[] {
    return this.prepareForFineTuning(data, 'code');
  }

  prepareChatData(data: readonly RawRow[]): PreparedRow[] {
    return this.prepareForFineTuning(data, 'chat');
  }

  /**
   * The notes' four rules on prepared rows: fewer than 10 examples; average prompt under 10 characters; average completion under 5;
   * unique prompts under 90%. No rows give averages of 0 and the first issue alone. Throws `Problem` `not-prepared` for raw rows.
   */
  validateData(data: readonly PreparedRow[]): DataValidation {
    requirePrepared(data);
    const avgPromptLength = average(data.map((row) => row.prompt.length));
    const avgCompletionLength = average(data.map((row) => row.completion.length));
    const uniquePrompts = new Set(data.map((row) => row.prompt)).size;
    const issues: string[] = [];
    if (data.length < MIN_EXAMPLES) issues.push('Need at least 10 examples for fine-tuning');
    if (data.length > 0 && avgPromptLength < MIN_PROMPT_LENGTH) issues.push('Prompts are too short');
    if (data.length > 0 && avgCompletionLength < MIN_COMPLETION_LENGTH) issues.push('Completions are too short');
    if (uniquePrompts < data.length * MIN_UNIQUE_SHARE) issues.push('Too many duplicate prompts');
    return {
      isValid: issues.length === 0,
      issues,
      stats: {
        totalExamples: data.length,
        avgPromptLength: Math.round(avgPromptLength),
        avgCompletionLength: Math.round(avgCompletionLength),
        uniquePrompts,
      },
    };
  }

  /** A seeded Fisher-Yates shuffle, cut at `floor(n * trainRatio)`. Every row lands in exactly one part; the same seed gives the same parts. */
  splitData<T>(
    data: readonly T[],
    trainRatio = 0.8,
    seed: number = DEFAULT_SPLIT_SEED,
  ): { train: T[]; validation: T[] } {
    if (!(trainRatio >= 0 && trainRatio <= 1)) {
      throw new RangeError(`splitData: trainRatio is a share from 0 to 1, not ${trainRatio}`);
    }
    const shuffled = Random.for(seed, 'split').shuffle(data);
    const splitIndex = Math.floor(data.length * trainRatio);
    return { train: shuffled.slice(0, splitIndex), validation: shuffled.slice(splitIndex) };
  }
}

/** No values have an average of 0 here, because it is shown to people; the notes' 0/0 was NaN. */
function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A row in any accepted shape as input and output. Throws `Problem` `unusable-row` that names the row (1-based) and what it lacks. */
export function exampleOf(item: RawRow, index: number): Example {
  const line = index + 1;
  const record = { ...item };
  const format = formatOfRecord(record);
  const columns = format?.match(Object.keys(record)) ?? null;
  if (!format || !columns) throw unusableRow(line, fieldsOf(record));
  const converted = format.convert(record, columns, line);
  if ('kind' in converted)
    throw unusableRow(
      line,
      mapText(converted.detail, (words) => `${converted.kind}: ${words}`),
    );
  return converted;
}

function fieldsOf(record: object): Localized {
  const keys = Object.keys(record).join(', ');
  return { en: `its fields are ${keys || 'none'}`, hi: `uske fields: ${keys || 'koi nahi'}` };
}

function unusableRow(line: number, detail: Text): Problem {
  return new Problem({
    code: 'unusable-row',
    message: {
      en: `Row ${line} is not a usable example (${say(detail, 'en')}).`,
      hi: `Row ${line} kaam ka example nahi hai (${say(detail, 'hi')}).`,
    },
    where: `data:${line}`,
    next: {
      en: 'Give each row {input, output}, {text, category}, {question, answer}, {prompt, completion} or {messages}.',
      hi: 'Har row ko {input, output}, {text, category}, {question, answer}, {prompt, completion} ya {messages} do.',
    },
  });
}

function requirePrepared(data: readonly PreparedRow[]): void {
  const odd = data.findIndex((row) => typeof row.prompt !== 'string' || typeof row.completion !== 'string');
  if (odd === -1) return;
  throw new Problem({
    code: 'not-prepared',
    message: {
      en: `Row ${odd + 1} has no prompt and completion: validateData judges prepared rows, not raw ones.`,
      hi: `Row ${odd + 1} mein prompt aur completion nahi hai: validateData taiyar rows dekhta hai, raw nahi.`,
    },
    where: `data:${odd + 1}`,
    next: { en: 'Call prepareForFineTuning first.', hi: 'Pehle prepareForFineTuning chalao.' },
  });
}
