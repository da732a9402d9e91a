/** Which task the examples are for, and why. Pure. */
import type { Localized } from '../base/localized.js';
import { looksLikeCode } from './detect-code.js';
import type { Example, Shape, Task } from './types.js';

export interface TaskGuess {
  task: Task;
  reason: Localized;
}

/** A label is short. */
const LABEL_CHARACTERS = 60;
const LABEL_WORDS = 6;

/** The shape decides where it can; else the content of the sampled examples does. */
export function detectTask(shape: Shape, examples: readonly Example[]): TaskGuess {
  switch (shape) {
    case 'messages':
    case 'sharegpt':
      return {
        task: 'chat',
        reason: { en: 'The records are conversations -> chat.', hi: 'Records conversations hain -> chat.' },
      };
    case 'question-answer':
      return {
        task: 'qa',
        reason: {
          en: 'The columns are a question and an answer -> qa.',
          hi: 'Columns mein question aur answer hain -> qa.',
        },
      };
    case 'text-label':
      return textLabelTask(examples);
    default:
      return contentTask(examples);
  }
}

interface Outputs {
  rows: number;
  /** Distinct outputs, without regard to case and spaces. */
  distinct: number;
  /** Distinct outputs as they are written. */
  spellings: number;
  short: boolean;
}

export function foldText(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

function outputsOf(examples: readonly Example[]): Outputs {
  const folded = examples.map((example) => foldText(example.output));
  const long = folded.filter((text) => text.length > LABEL_CHARACTERS || text.split(' ').length > LABEL_WORDS).length;
  return {
    rows: folded.length,
    distinct: new Set(folded).size,
    spellings: new Set(examples.map((example) => example.output)).size,
    short: long <= 0.05 * folded.length,
  };
}

function textLabelTask(examples: readonly Example[]): TaskGuess {
  const outputs = outputsOf(examples);
  const { rows, distinct, short } = outputs;
  if (rows >= 20 && distinct > rows / 2 && !short)
    return {
      task: 'generation',
      reason: {
        en: `The label column holds ${distinct} different long texts in ${rows} rows, not labels -> generation.`,
        hi: `Label column mein ${rows} rows mein ${distinct} alag lambe texts hain, labels nahi -> generation.`,
      },
    };
  return { task: 'classification', reason: distinctReason(outputs) };
}

function contentTask(examples: readonly Example[]): TaskGuess {
  const rows = examples.length;
  const code = examples.filter((example) => looksLikeCode(example.output)).length;
  if (rows > 0 && code >= 0.5 * rows)
    return {
      task: 'code',
      reason: {
        en: `${code} of ${rows} answers look like program code -> code.`,
        hi: `${rows} mein se ${code} answers program code jaise hain -> code.`,
      },
    };
  const outputs = outputsOf(examples);
  const { distinct, short } = outputs;
  const fewEnough = rows >= 20 ? distinct <= rows / 4 : distinct <= rows / 2;
  if (rows > 1 && short && fewEnough && distinct <= 100)
    return { task: 'classification', reason: distinctReason(outputs) };
  const questions = examples.filter((example) => /[?？]\s*$/.test(example.input)).length;
  if (rows > 0 && questions >= 0.6 * rows)
    return {
      task: 'qa',
      reason: {
        en: `${questions} of ${rows} prompts end in a question mark -> qa.`,
        hi: `${rows} mein se ${questions} prompts question mark par khatam hote hain -> qa.`,
      },
    };
  return {
    task: 'generation',
    reason: {
      en: `${distinct} different answers in ${rows} rows, neither labels nor code -> generation.`,
      hi: `${rows} rows mein ${distinct} alag answers, na labels na code -> generation.`,
    },
  };
}

function distinctReason({ distinct, spellings, rows }: Outputs): Localized {
  const spelt = spellings === distinct ? '' : ` (${spellings} spellings)`;
  return {
    en: `${distinct} distinct ${distinct === 1 ? 'value' : 'values'}${spelt} in ${rows} rows -> classification.`,
    hi: `${rows} rows mein sirf ${distinct} alag ${distinct === 1 ? 'value' : 'values'}${spelt} -> classification.`,
  };
}
