/** Prompts are ten characters long on average, or longer (the notes' second rule, on the formatted prompt as they measure it). */
import type { Check } from '../types.js';
import { Affected } from './support/affected.js';

export const MIN_AVERAGE_PROMPT = 10;

export const promptsTooShort: Check = {
  codes: ['prompts-too-short'],
  start() {
    const short = new Affected();
    let examples = 0;
    let characters = 0;
    return {
      add({ line, prompt }) {
        if (prompt === undefined) return;
        examples += 1;
        characters += prompt.length;
        if (prompt.length < MIN_AVERAGE_PROMPT) short.add(line, prompt);
      },
      finish() {
        const average = characters / examples;
        if (examples === 0 || average >= MIN_AVERAGE_PROMPT) return [];
        const example = short.example;
        return [
          {
            code: 'prompts-too-short',
            severity: 'warning',
            message: {
              en: `Prompts are too short: ${average.toFixed(1)} characters on average, at least ${MIN_AVERAGE_PROMPT} are wanted (line ${short.firstLine}: "${example}").`,
              hi: `Prompts bahut chhote hain: average ${average.toFixed(1)} characters, kam se kam ${MIN_AVERAGE_PROMPT} chahiye (line ${short.firstLine}: "${example}").`,
            },
            remedy: {
              en: 'Write prompts as your users will: with the whole question and its context.',
              hi: 'Prompt waise likho jaise aapke users poochhenge: poora sawaal aur uska context.',
            },
            rows: short.rows,
            count: short.count,
          },
        ];
      },
    };
  },
};
