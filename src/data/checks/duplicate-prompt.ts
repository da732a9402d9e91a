/** At least 90% of the prompts are different from each other (the notes' fourth rule). */
import type { Check } from '../types.js';
import { Affected } from './support/affected.js';
import { fingerprint } from './support/fingerprint.js';
import { FingerprintTable } from './support/fingerprint-table.js';
import { counted, grouped, percent, verb } from './support/words.js';

export const MIN_UNIQUE_SHARE = 0.9;

export const duplicatePrompt: Check = {
  codes: ['duplicate-prompt'],
  start() {
    const prompts = new FingerprintTable();
    const repeated = new Affected();
    let examples = 0;
    return {
      add({ line, prompt }) {
        if (prompt === undefined) return;
        examples += 1;
        const before = prompts.size;
        if (prompts.add(fingerprint(prompt)) < before) repeated.add(line, prompt);
      },
      finish() {
        if (prompts.size >= examples * MIN_UNIQUE_SHARE) return [];
        const share = percent(prompts.size, examples);
        return [
          {
            code: 'duplicate-prompt',
            severity: 'warning',
            message: {
              en: `Too many duplicate prompts: ${grouped(prompts.size)} of ${grouped(examples)} are different (${share}, at least 90% are wanted); ${counted(repeated.count, 'row')} ${verb(repeated.count, 'repeats', 'repeat')} an earlier one (line ${repeated.firstLine}: "${repeated.example}").`,
              hi: `Bahut saare prompts repeat ho rahe hain: ${grouped(examples)} mein se ${grouped(prompts.size)} hi alag ${verb(prompts.size, 'hai', 'hain')} (${share}, kam se kam 90% chahiye); ${counted(repeated.count, 'row')} pehle wale prompt ko ${verb(repeated.count, 'dohrati hai', 'dohrati hain')} (line ${repeated.firstLine}: "${repeated.example}").`,
            },
            remedy: {
              en: 'Remove the repeats or write new prompts; a model learns repeated rows by heart instead of the task.',
              hi: 'Repeat rows hatao ya naye prompts likho; warna model task seekhne ke bajay unhe rat leta hai.',
            },
            rows: repeated.rows,
            count: repeated.count,
          },
        ];
      },
    };
  },
};
