/** Texts were not decoded with the wrong encoding ("cafÃ©" for "café"), and no character was lost on the way. */

import { fixMojibake, hasMojibake } from './support/mojibake.js';
import { joinChecks, rowCheck } from './support/row-check.js';
import { textsOf } from './support/texts.js';
import { counted, verb } from './support/words.js';

const mojibake = rowCheck({
  code: 'mojibake',
  severity: 'warning',
  find({ example }) {
    const text = example && textsOf(example).find(hasMojibake);
    if (text === undefined) return undefined;
    const fixed = fixMojibake(text);
    let at = 0;
    while (text[at] === fixed[at]) at += 1;
    return `${text.slice(Math.max(0, at - 15), at + 20)} → ${fixed.slice(Math.max(0, at - 15), at + 20)}`;
  },
  message: (seen) => ({
    en: `${counted(seen.count, 'row')} ${verb(seen.count, 'was', 'were')} once decoded with the wrong encoding (line ${seen.firstLine}: ${seen.example}).`,
    hi: `${counted(seen.count, 'row')} kabhi galat encoding se padhi gayi ${verb(seen.count, 'hai', 'hain')} (line ${seen.firstLine}: ${seen.example}).`,
  }),
  remedy: {
    en: 'Export the data again as UTF-8, or let the repair turn it back.',
    hi: 'Data ko UTF-8 mein dobara export karo, ya repair se wapas sahi karwao.',
  },
});

const lostCharacters = rowCheck({
  code: 'lost-characters',
  severity: 'warning',
  find({ example }) {
    const text = example && textsOf(example).find((each) => each.includes('\ufffd'));
    if (text === undefined) return undefined;
    const at = text.indexOf('\ufffd');
    return text.slice(Math.max(0, at - 30), at + 30);
  },
  message: (seen) => ({
    en: `${counted(seen.count, 'row')} ${verb(seen.count, 'contains', 'contain')} the replacement character \ufffd, where a character was lost (line ${seen.firstLine}: "${seen.example}").`,
    hi: `${counted(seen.count, 'row')} mein \ufffd hai, yaani koi akshar kho gaya (line ${seen.firstLine}: "${seen.example}").`,
  }),
  remedy: {
    en: 'The lost characters cannot be guessed: export the data again from its source as UTF-8.',
    hi: 'Khoye hue akshar wapas nahi aa sakte: data ko source se UTF-8 mein dobara export karo.',
  },
});

export const noMojibake = joinChecks(mojibake, lostCharacters);
