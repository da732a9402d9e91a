/** What the "Why?" panel says about one thing. */
import type { Localized } from '../../base/localized.js';

/** Paragraphs are parted by line ends; `lesson` is the id of a lesson, or `id#section`. */
export interface Explanation {
  title: Localized;
  text: Localized;
  lesson: string | null;
}

export function joined(...parts: readonly (Localized | null)[]): Localized {
  const said = parts.filter((part) => part !== null);
  return { en: said.map((part) => part.en).join('\n'), hi: said.map((part) => part.hi).join('\n') };
}

/** Where a `lesson` leads. */
export function lessonPlace(reference: string): { id: string; section?: string } {
  const [id = '', section] = reference.split('#');
  return section === undefined ? { id } : { id, section };
}
