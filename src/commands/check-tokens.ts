/** Shows the exact tokens of an example: what is trained and what is masked, by colour and by sign. Pure. */
import type { TokenPiece } from '../models/describe-example.js';
import { paint, type Style } from './check-text.js';

export interface RowTokens {
  line: number;
  pieces: TokenPiece[];
}

/** Runs of masked (`.`) and trained (`+`) tokens, one run per paragraph, tokens divided by `|`. */
export function tokensText({ line, pieces }: RowTokens, style: Style): string {
  const trained = pieces.filter((piece) => piece.trained).length;
  const title = {
    en: `Line ${line}: ${pieces.length} tokens, + ${trained} trained, . ${pieces.length - trained} masked (read, but not learned)`,
    hi: `Line ${line}: ${pieces.length} tokens, + ${trained} train honge, . ${pieces.length - trained} masked (padhe jaate hain, seekhe nahi)`,
  }[style.lang];
  const lines = [paint(style, 'bold', title)];
  for (const run of runs(pieces)) {
    const text = run.map((piece) => visible(piece.text)).join('|');
    lines.push(run[0]?.trained ? paint(style, 'green', `  + ${text}`) : paint(style, 'dim', `  . ${text}`));
  }
  return lines.join('\n');
}

function runs(pieces: readonly TokenPiece[]): TokenPiece[][] {
  const result: TokenPiece[][] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last !== undefined && last[0]?.trained === piece.trained) last.push(piece);
    else result.push([piece]);
  }
  return result;
}

/** Line ends and other control characters as their escapes, so that a token stays on its line and cannot move the cursor. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1).replace('\u007f', '\\u007f'));
}
