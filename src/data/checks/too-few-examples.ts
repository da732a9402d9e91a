/** There are at least ten examples (the notes' first rule). */
import type { Check } from '../types.js';
import { counted, verb } from './support/words.js';

export const MIN_EXAMPLES = 10;

export const tooFewExamples: Check = {
  codes: ['too-few-examples'],
  start() {
    let usable = 0;
    return {
      add(item) {
        if (item.example) usable += 1;
      },
      finish() {
        if (usable >= MIN_EXAMPLES) return [];
        return [
          {
            code: 'too-few-examples',
            severity: 'error',
            message: {
              en: `Need at least ${MIN_EXAMPLES} examples for fine-tuning; this file has ${counted(usable, 'usable example')}.`,
              hi: `Fine-tuning ke liye kam se kam ${MIN_EXAMPLES} examples chahiye; is file mein sirf ${usable} ${verb(usable, 'kaam ka hai', 'kaam ke hain')}.`,
            },
            remedy: {
              en: 'Add examples; 50 to a few hundred varied ones are a good start.',
              hi: 'Aur examples jodo; 50 se kuch sau alag-alag examples achhi shuruaat hai.',
            },
            rows: [],
            count: usable,
          },
        ];
      },
    };
  },
};
