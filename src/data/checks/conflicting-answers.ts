/** The same prompt always has the same answer. */
import type { Check } from '../types.js';
import { Affected } from './support/affected.js';
import { Uint32Column } from './support/columns.js';
import { fingerprint } from './support/fingerprint.js';
import { FingerprintTable } from './support/fingerprint-table.js';
import { answerKey, promptKey } from './support/normal.js';
import { counted, verb } from './support/words.js';

export const conflictingAnswers: Check = {
  codes: ['conflicting-answers'],
  start({ task }) {
    const prompts = new FingerprintTable();
    const answers = new Uint32Column();
    const lines = new Uint32Column();
    const conflicting = new Affected();
    let original = 0;
    return {
      add({ line, example }) {
        if (!example) return;
        const answer = fingerprint(answerKey(example, task)).low;
        const before = prompts.size;
        const member = prompts.add(fingerprint(promptKey(example)));
        if (member === before) {
          answers.push(answer);
          lines.push(line);
        } else if (answers.get(member) !== answer) {
          if (conflicting.count === 0) original = lines.get(member);
          conflicting.add(line, example.input);
        }
      },
      finish() {
        if (conflicting.count === 0) return [];
        return [
          {
            code: 'conflicting-answers',
            severity: 'warning',
            message: {
              en: `${counted(conflicting.count, 'row')} ${verb(conflicting.count, 'answers', 'answer')} the same prompt differently from an earlier row (line ${conflicting.firstLine} against line ${original}: "${conflicting.example}").`,
              hi: `${counted(conflicting.count, 'row')} usi prompt ka alag jawab ${verb(conflicting.count, 'deti hai', 'deti hain')} jo pehle aa chuka hai (line ${conflicting.firstLine} banaam line ${original}: "${conflicting.example}").`,
            },
            remedy:
              task === 'generation' || task === 'chat'
                ? {
                    en: 'Fine if several answers are right; else keep the one you want the model to give.',
                    hi: 'Agar kai jawab sahi hain to theek; warna wahi rakho jo model se chahiye.',
                  }
                : {
                    en: 'Decide which answer is right and remove the others; a model cannot learn both.',
                    hi: 'Tay karo kaun sa jawab sahi hai aur baaki hatao; model dono ek saath nahi seekh sakta.',
                  },
            rows: conflicting.rows,
            count: conflicting.count,
          },
        ];
      },
    };
  },
};
