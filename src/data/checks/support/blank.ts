/** Nothing that a reader could see: white space, zero-width characters, byte order marks. */
export function isBlank(text: string): boolean {
  return /^[\s\u200b-\u200f\u2060\ufeff]*$/.test(text);
}
