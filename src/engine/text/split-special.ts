/** Cuts text at special tokens. Written here, not left to the tokenizer library, so that it happens only where it is asked for. */

export interface SpecialToken {
  id: number;
  content: string;
  /** The token swallows white space to its left / right (`added_tokens` of tokenizer.json). */
  lstrip: boolean;
  rstrip: boolean;
}

/** A stretch of ordinary text, or one special token. */
export type Piece = { text: string; special: null } | { text: string; special: SpecialToken };

/** A function that cuts text at these tokens. They are hard boundaries; at one place the longest wins. Empty stretches are left out. */
export function specialSplitter(tokens: readonly SpecialToken[]): (text: string) => Piece[] {
  if (tokens.length === 0) return (text) => (text === '' ? [] : [{ text, special: null }]);
  const byContent = new Map(tokens.map((token) => [token.content, token]));
  const longestFirst = [...byContent.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(escapePattern).join('|'), 'gu');
  return (text) => splitBy(pattern, byContent, text);
}

function splitBy(pattern: RegExp, byContent: Map<string, SpecialToken>, text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let trimStart = false;
  for (const match of text.matchAll(pattern)) {
    const special = byContent.get(match[0]);
    if (special === undefined) continue;
    pushText(pieces, text.slice(from, match.index), trimStart, special.lstrip);
    pieces.push({ text: match[0], special });
    from = match.index + match[0].length;
    trimStart = special.rstrip;
  }
  pushText(pieces, text.slice(from), trimStart, false);
  return pieces;
}

function pushText(pieces: Piece[], text: string, trimStart: boolean, trimEnd: boolean): void {
  const startTrimmed = trimStart ? text.trimStart() : text;
  const trimmed = trimEnd ? startTrimmed.trimEnd() : startTrimmed;
  if (trimmed !== '') pieces.push({ text: trimmed, special: null });
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
