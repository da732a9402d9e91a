/** No example that is used for testing was also trained: an exam with known questions measures memory. */
import type { Localized } from '../../base/localized.js';
import type { Example, Finding, Split } from '../types.js';
import { comparableText } from './near-duplicates.js';
import { Affected } from './support/affected.js';
import { fingerprint } from './support/fingerprint.js';
import { FingerprintTable } from './support/fingerprint-table.js';
import { promptKey } from './support/normal.js';
import { SimilarityIndex } from './support/similarity-index.js';
import { SKETCH_BYTES, Sketcher } from './support/sketch.js';
import { counted, percent, verb } from './support/words.js';

const REMEDY: Localized = {
  en: 'Remove these rows from the training side, or split again: the split of this tool keeps copies together.',
  hi: 'In rows ko training side se hatao, ya dobara split karo: is tool ka split copies ko ek hi side rakhta hai.',
};

/**
 * Rows of validation and test that also stand in train, exactly (the same prompt, whatever the answer) or nearly.
 * `rows` are the lines on the validation and test side. Linear time.
 */
export function findLeakage(split: Split): Finding[] {
  const train = indexTrain(split.train);
  const held = [...split.validation, ...split.test];
  const sketch = new Uint8Array(SKETCH_BYTES);
  const exact = new Affected();
  const near = new Affected();
  let [exactTwin, nearTwin] = [0, 0];
  for (const example of held) {
    const member = train.prompts.find(fingerprint(promptKey(example)));
    if (member >= 0) {
      if (exact.count === 0) exactTwin = train.promptLines[member] ?? 0;
      exact.add(example.line, example.input);
      continue;
    }
    if (!train.sketcher.sketch(comparableText(example), sketch)) continue;
    const match = train.index.nearest(sketch);
    if (match < 0) continue;
    if (near.count === 0) nearTwin = train.indexLines[match] ?? 0;
    near.add(example.line, example.input);
  }
  return [
    ...finding('train-test-leakage', exact, exactTwin, held.length, {
      en: ['also stands', 'also stand'],
      hi: ['train mein bhi hai', 'train mein bhi hain'],
    }),
    ...finding('near-train-test-leakage', near, nearTwin, held.length, {
      en: ['has a nearly equal row', 'have a nearly equal row'],
      hi: ['ki lagbhag same row train mein hai', 'ki lagbhag same rows train mein hain'],
    }),
  ];
}

function indexTrain(examples: readonly Example[]) {
  const prompts = new FingerprintTable();
  const index = new SimilarityIndex();
  const sketcher = new Sketcher();
  const sketch = new Uint8Array(SKETCH_BYTES);
  const promptLines: number[] = [];
  const indexLines: number[] = [];
  for (const example of examples) {
    const before = prompts.size;
    if (prompts.add(fingerprint(promptKey(example))) === before) promptLines.push(example.line);
    if (!sketcher.sketch(comparableText(example), sketch)) continue;
    index.add(sketch);
    indexLines.push(example.line);
  }
  return { prompts, promptLines, index, indexLines, sketcher };
}

function finding(
  code: string,
  seen: Affected,
  twin: number,
  held: number,
  words: { en: [string, string]; hi: [string, string] },
): Finding[] {
  if (seen.count === 0) return [];
  const share = percent(seen.count, held);
  return [
    {
      code,
      severity: 'warning',
      message: {
        en: `${counted(seen.count, 'row')} of validation and test (${share}) ${verb(seen.count, ...words.en)} in train (line ${seen.firstLine} and line ${twin}: "${seen.example}"); the scores would look better than they are.`,
        hi: `Validation aur test ki ${counted(seen.count, 'row')} (${share}) ${verb(seen.count, ...words.hi)} (line ${seen.firstLine} aur line ${twin}: "${seen.example}"); scores asliyat se behtar dikhenge.`,
      },
      remedy: REMEDY,
      rows: seen.rows,
      count: seen.count,
    },
  ];
}
