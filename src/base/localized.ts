/** Text that a person reads, in both languages of the product. */

export type Lang = 'en' | 'hi';

/** The same sentence in English and in Hinglish (Hindi in Roman script, technical words in English). */
export interface Localized {
  en: string;
  hi: string;
}

/** Text that may not have been written in both languages (a message of the operating system, say). */
export type Text = string | Localized;

/** The text in one language. */
export function say(text: Text, lang: Lang): string {
  return typeof text === 'string' ? text : text[lang];
}

/** The text with something done to its words, in every language that it has. */
export function mapText(text: Text, change: (words: string) => string): Text {
  return typeof text === 'string' ? change(text) : { en: change(text.en), hi: change(text.hi) };
}
