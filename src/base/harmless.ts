/** Colours and the like (SGR) may pass; any other escape sequence or control character comes from somebody's data and may not. */
export function harmless(line: string): string {
  return line.replace(ESCAPES, (found) => (SGR.test(found) ? found : ''));
}

/** The same of a text of several lines: line breaks and tabs may pass, too. */
export const harmlessText = (text: string): string => text.replace(/[^\n\t]+/g, harmless);

const ESC = '\u001b';
const SGR = new RegExp(`^${ESC}\\[[0-9;:]*m$`);
const ESCAPES = new RegExp(
  `${ESC}\\[[0-?]*[ -/]*[@-~]|${ESC}[\\]PX^_][^${ESC}\u0007]*(?:\u0007|${ESC}\\\\)?|${ESC}.?|[\u0000-\u001f\u007f-\u009f]`,
  'g',
);
