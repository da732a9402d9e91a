/** Answers do not repeat the text of the prompt. */
import { repeatsPrompt } from './support/repeated-prompt.js';
import { rowCheck } from './support/row-check.js';
import { questionOf } from './support/texts.js';
import { counted, percent } from './support/words.js';

export const answerWithoutPrompt = rowCheck({
  code: 'prompt-in-answer',
  severity: 'warning',
  counts: (item) => item.example !== undefined,
  find({ example }) {
    return example && repeatsPrompt(questionOf(example), example.output) ? example.output : undefined;
  },
  message: (seen, total) => ({
    en: `In ${counted(seen.count, 'row')} (${percent(seen.count, total)}) the answer repeats the prompt (line ${seen.firstLine}: "${seen.example}").`,
    hi: `${counted(seen.count, 'row')} (${percent(seen.count, total)}) mein jawab prompt ko hi dohrata hai (line ${seen.firstLine}: "${seen.example}").`,
  }),
  remedy: {
    en: 'Take the prompt out of the answers, or the model learns to echo before it answers.',
    hi: 'Jawab mein se prompt nikalo, warna model jawab se pehle sawaal dohrana seekhega.',
  },
});
