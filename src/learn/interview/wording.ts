/** The words in which a score is told, on the command line, in the app and in the report. Pure. */
import type { Localized } from '../../base/localized.js';
import type { Band, StructureMark } from './types.js';

export const BAND_WORDS: Record<Band, Localized> = {
  empty: { en: 'little found', hi: 'kuch khaas nahi mila' },
  vague: { en: 'vague', hi: 'dhundhla' },
  solid: { en: 'solid', hi: 'theek-thaak, majboot' },
  strong: { en: 'strong', hi: 'dumdaar' },
};

export const MARK_WORDS: Record<StructureMark, Localized> = {
  definition: { en: 'definition', hi: 'definition' },
  reason: { en: 'reason', hi: 'wajah' },
  procedure: { en: 'steps', hi: 'steps' },
  'trade-off': { en: 'trade-off', hi: 'trade-off' },
  example: { en: 'example', hi: 'example' },
};

export const SCORE_WORDS = {
  honest: {
    en: 'A keyword rubric scored this, not a human: it looks for words, and can be wrong in both directions.',
    hi: 'Yeh score keywords ki rubric ka hai, insaan ka nahi: woh shabd dhoondhti hai, dono taraf galat ho sakti hai.',
  },
  points: { en: 'points said', hi: 'points bole' },
  mistakes: { en: 'no misconceptions', hi: 'koi galatfehmi nahi' },
  structure: { en: 'structure', hi: 'structure' },
  length: { en: 'length', hi: 'lambai' },
  missing: { en: 'missing', hi: 'chhoot gaya' },
  misconception: { en: 'misconception', hi: 'galatfehmi' },
  said: { en: 'said', hi: 'bola' },
  words: { en: 'words', hi: 'words' },
  stuffed: {
    en: 'This reads like a list of keywords, so it counts as vague at most. Say it in sentences, as you would aloud.',
    hi: 'Yeh keywords ki list jaisa hai, isliye zyada se zyada "dhundhla". Poore vaakyon mein bolo, jaise saamne baithkar bolte ho.',
  },
  short: {
    en: 'Good, but too short to be strong: add a reason, an example or the trade-off.',
    hi: 'Achha hai, par "dumdaar" ke liye chhota: wajah, example ya trade-off jodo.',
  },
  credit: {
    en: 'The last three count only as far as the points go: who says little cannot be wrong in it.',
    hi: 'Aakhri teen utne hi ginte hain jitne points bole: kam bologe to galti bhi kam hogi.',
  },
  model: { en: 'A model answer', hi: 'Ek achha jawab' },
  sources: { en: 'Sources', hi: 'Sources' },
} satisfies Record<string, Localized>;
