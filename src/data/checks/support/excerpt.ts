/** A short, harmless piece of the user's text for a message. */
import { maskPersonal } from '../personal/mask.js';
import { replaceControlCharacters } from './control-characters.js';

export const MAX_EXCERPT = 80;

/** At most 80 characters on one line; control characters become `·`, personal data and secrets are masked. */
export function excerpt(text: string, limit = MAX_EXCERPT): string {
  // A secret may begin inside the excerpt and end behind it, so more than the excerpt is masked.
  const masked = maskPersonal(text.slice(0, limit * 8));
  const line = replaceControlCharacters(masked.replace(/\s+/g, ' '), '·').trim();
  const characters = [...line];
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}
