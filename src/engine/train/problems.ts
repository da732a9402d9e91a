/** The reasons for which training stops by itself, in words. */
import { Problem } from '../../base/error.js';
import type { Localized } from '../../base/localized.js';

const LOWER_RATE: Localized = {
  en: 'Start again with half the learning rate, and look at the named rows.',
  hi: 'Learning rate aadha karke phir se start karo, aur bataye gaye rows ek baar dekh lo.',
};

/** At most this many line numbers stand in one message. */
const LINES_SHOWN = 10;

export function linesOf(rows: readonly { line: number }[]): string {
  const lines = [...new Set(rows.map((row) => row.line))].sort((a, b) => a - b);
  const more = lines.length > LINES_SHOWN ? `, and ${lines.length - LINES_SHOWN} more` : '';
  return `rows ${lines.slice(0, LINES_SHOWN).join(', ')}${more}`;
}

export function nonFinite(what: 'loss' | 'gradient', step: number, rows: readonly { line: number }[]): Problem {
  return new Problem({
    code: `non-finite-${what}`,
    message: {
      en: `The ${what} of step ${step} is not a finite number, so the step was not taken.`,
      hi: `Step ${step} ka ${what} finite number nahi hai, isliye yeh step liya hi nahi gaya.`,
    },
    where: linesOf(rows),
    next: LOWER_RATE,
    exitCode: 1,
  });
}

export function diverged(step: number, loss: number, rows: readonly { line: number }[]): Problem {
  return new Problem({
    code: 'diverged',
    message: {
      en: `Training diverged at step ${step}: the loss ${loss.toFixed(2)} is far above what it was before.`,
      hi: `Step ${step} par training diverge ho gayi: loss ${loss.toFixed(2)} pehle se bahut upar chala gaya.`,
    },
    where: linesOf(rows),
    next: LOWER_RATE,
    exitCode: 1,
  });
}

export function noTrainableToken(step: number, rows: readonly { line: number }[]): Problem {
  return new Problem({
    code: 'no-trainable-token',
    message: {
      en: `No token of step ${step} is trained: the answers of these rows are cut off or masked.`,
      hi: `Step ${step} me train karne layak ek bhi token nahi hai: in rows ke answers cut ya mask ho gaye hain.`,
    },
    where: linesOf(rows),
    next: {
      en: 'Raise the maximum length, or fix these rows.',
      hi: 'Maximum length badhao, ya in rows ko theek karo.',
    },
    exitCode: 1,
  });
}

export function memoryNearLimit(step: number, rssBytes: number): Problem {
  const gigabytes = (rssBytes / 1e9).toFixed(1);
  return new Problem({
    code: 'memory-near-limit',
    message: {
      en: `Memory is nearly used up at step ${step} (training uses ${gigabytes} GB), so training stopped before the system would kill it.`,
      hi: `Step ${step} par memory lagbhag khatam hai (training ${gigabytes} GB le rahi hai), system kill kare usse pehle training rok di.`,
    },
    next: {
      en: 'Close other programs and resume the job, or run again with a smaller batch size.',
      hi: 'Dusre programs band karke job resume karo, ya chhote batch size ke saath phir se chalao.',
    },
    exitCode: 1,
  });
}

export function dataChanged(where: string): Problem {
  return new Problem({
    code: 'data-changed',
    message: {
      en: 'The checkpoint was made with other training data or another tokenizer.',
      hi: 'Yeh checkpoint kisi aur training data ya tokenizer se bana tha.',
    },
    where,
    next: { en: 'Start a new job with this data.', hi: 'Is data ke saath naya job start karo.' },
    exitCode: 1,
  });
}

export function diskFull(where: string, cause: unknown): Problem {
  return new Problem({
    code: 'disk-full',
    message: {
      en: 'The disk is full; the checkpoint before this one is kept.',
      hi: 'Disk full hai; isse pehle wala checkpoint safe hai.',
    },
    where,
    next: { en: 'Free some space and resume the job.', hi: 'Thodi jagah khaali karo aur job resume karo.' },
    exitCode: 1,
    cause,
  });
}
