/** No example is nearly the same as an earlier one (a word changed, other punctuation). Linear time; see support/similarity-index.ts. */
import type { Check, Example } from '../types.js';
import { Affected } from './support/affected.js';
import { Uint32Column } from './support/columns.js';
import { fingerprint } from './support/fingerprint.js';
import { NEAR_SIMILARITY, SimilarityIndex } from './support/similarity-index.js';
import { SKETCH_BYTES, Sketcher } from './support/sketch.js';
import { identityOf } from './support/texts.js';
import { counted, grouped, percent, verb } from './support/words.js';

/** The index keeps 116 bytes per row; beyond this many rows later ones are compared with these only, and the finding says so. */
export const MAX_INDEXED = 1 << 20;

export const nearDuplicates: Check = {
  codes: ['near-duplicate'],
  start() {
    const sketcher = new Sketcher();
    const sketch = new Uint8Array(SKETCH_BYTES);
    const index = new SimilarityIndex();
    const lines = new Uint32Column();
    const identities = new Uint32Column();
    const near = new Affected();
    let total = 0;
    let original = 0;
    return {
      add({ line, example }) {
        if (!example) return;
        total += 1;
        if (!sketcher.sketch(comparableText(example), sketch)) return;
        const identity = fingerprint(identityOf(example)).low;
        const match = index.nearest(sketch);
        if (match >= 0 && identities.get(match) === identity) return; // an exact copy has its own finding
        if (match >= 0) {
          if (near.count === 0) original = lines.get(match);
          near.add(line, example.input);
        }
        if (index.size >= MAX_INDEXED) return;
        index.add(sketch);
        lines.push(line);
        identities.push(identity);
      },
      finish() {
        if (near.count === 0) return [];
        const alike = `${Math.round(NEAR_SIMILARITY * 100)}%`;
        const isPartial = total > MAX_INDEXED;
        return [
          {
            code: 'near-duplicate',
            severity: 'warning',
            message: {
              en: `${counted(near.count, 'row')} (${percent(near.count, total)}) ${verb(near.count, 'is', 'are')} nearly the same as an earlier row, about ${alike} alike or more (line ${near.firstLine} and line ${original}: "${near.example}").${isPartial ? ` Rows were compared with the first ${grouped(MAX_INDEXED)} only.` : ''}`,
              hi: `${counted(near.count, 'row')} (${percent(near.count, total)}) pehle ki kisi row se lagbhag same ${verb(near.count, 'hai', 'hain')}, kareeb ${alike} ya zyada (line ${near.firstLine} aur line ${original}: "${near.example}").${isPartial ? ` Rows sirf pehli ${grouped(MAX_INDEXED)} se compare hui hain.` : ''}`,
            },
            remedy: {
              en: 'Keep the best of each group, or rewrite the others so that they differ in more than a word.',
              hi: 'Har group mein se sabse achhi row rakho, ya baaki ko itna badlo ki fark ek shabd se zyada ho.',
            },
            rows: near.rows,
            count: near.count,
          },
        ];
      },
    };
  },
};

/** System messages are left out: a long one, the same everywhere, would make all conversations alike. */
export function comparableText(example: Example): string {
  if (!example.messages) return `${example.input}\n${example.output}`;
  return example.messages
    .filter((message) => message.role !== 'system')
    .map((message) => message.content)
    .join('\n');
}
