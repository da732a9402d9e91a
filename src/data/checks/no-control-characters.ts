/** Texts hold no invisible control characters. */
import { CONTROL_CHARACTER } from './support/control-characters.js';
import { rowCheck } from './support/row-check.js';
import { textsOf } from './support/texts.js';
import { counted, verb } from './support/words.js';

export const noControlCharacters = rowCheck({
  code: 'control-characters',
  severity: 'warning',
  find({ example }) {
    if (!example) return undefined;
    for (const text of textsOf(example)) {
      const match = CONTROL_CHARACTER.exec(text);
      if (match) {
        const name = `U+${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
        const around = text.slice(Math.max(0, match.index - 25), match.index + 25);
        return { en: `${name} in ${around}`, hi: `${name} yahan: ${around}` };
      }
    }
    return undefined;
  },
  message: (seen) => ({
    en: `${counted(seen.count, 'row')} ${verb(seen.count, 'contains', 'contain')} invisible control characters (line ${seen.firstLine}: ${seen.example}).`,
    hi: `${counted(seen.count, 'row')} mein na dikhne wale control characters hain (line ${seen.firstLine}: ${seen.exampleIn('hi')}).`,
  }),
  remedy: {
    en: 'Remove them (the repair does it); they come from copying or from a broken export.',
    hi: 'Inhe hatao (repair yeh kar deta hai); yeh copy-paste ya kharab export se aate hain.',
  },
});
