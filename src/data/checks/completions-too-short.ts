/** Completions are five characters long on average, or longer, their leading space counted (the notes' third rule). */
import type { Check } from '../types.js';
import { Affected } from './support/affected.js';

export const MIN_AVERAGE_COMPLETION = 5;

/** A warning, not an error: the labels of a classification ("spam", "ham") may rightly be this short. */
export const completionsTooShort: Check = {
  codes: ['completions-too-short'],
  start({ task }) {
    const short = new Affected();
    let examples = 0;
    let characters = 0;
    return {
      add({ line, completion }) {
        if (completion === undefined) return;
        examples += 1;
        characters += completion.length;
        if (completion.length < MIN_AVERAGE_COMPLETION) short.add(line, completion.trim());
      },
      finish() {
        const average = characters / examples;
        if (examples === 0 || average >= MIN_AVERAGE_COMPLETION) return [];
        const example = short.example;
        const isLabels = task === 'classification';
        return [
          {
            code: 'completions-too-short',
            severity: 'warning',
            message: {
              en: `Completions are too short: ${average.toFixed(1)} characters on average, at least ${MIN_AVERAGE_COMPLETION} are wanted (line ${short.firstLine}: "${example}").`,
              hi: `Completions bahut chhote hain: average ${average.toFixed(1)} characters, kam se kam ${MIN_AVERAGE_COMPLETION} chahiye (line ${short.firstLine}: "${example}").`,
            },
            remedy: isLabels
              ? {
                  en: 'Short labels work, but full words ("positive" rather than "1") let the model use what it knows.',
                  hi: 'Chhote labels chal jaate hain, par poore shabd ("1" ki jagah "positive") se model apna gyaan use kar paata hai.',
                }
              : {
                  en: 'Write answers in full, in the length you want from the tuned model.',
                  hi: 'Jawab poore likho, utne lambe jitne aapko tuned model se chahiye.',
                },
            rows: short.rows,
            count: short.count,
          },
        ];
      },
    };
  },
};
