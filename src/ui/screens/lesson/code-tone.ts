/** TypeScript with a tone for comments, strings, keywords and numbers; enough to read by, one line at a time. Pure. */
import { type Span, span, type Tone } from './lines.js';

const PIECE =
  /(?<comment>\/\/.*$|\/\*.*?(?:\*\/|$))|(?<string>'(?:\\.|[^'\\])*'?|"(?:\\.|[^"\\])*"?|`(?:\\.|[^`\\])*`?)|(?<keyword>\b(?:import|from|export|const|let|await|async|function|return|for|of|in|if|else|while|new|throw|try|catch|finally|type|interface|as|true|false|null|undefined)\b)|(?<number>\b\d[\d_.]*(?:e[+-]?\d+)?\b)/g;

const TONES: Record<string, Tone> = { comment: 'muted', string: 'good', keyword: 'accent', number: 'warn' };

export function toned(code: string): Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const match of code.matchAll(PIECE)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    if (match.index > end) spans.push(span(code.slice(end, match.index)));
    spans.push(span(match[0], TONES[kind ?? ''] ?? 'plain'));
    end = match.index + match[0].length;
  }
  if (end < code.length || spans.length === 0) spans.push(span(code.slice(end)));
  return spans;
}

/** The same line with the cursor before character `column`. */
export function withCursor(spans: readonly Span[], column: number): Span[] {
  const shown: Span[] = [];
  let at = 0;
  for (const { text, tone } of spans) {
    const here = column - at;
    if (here >= 0 && here < text.length)
      shown.push(span(text.slice(0, here), tone), span(text[here] ?? ' ', 'cursor'), span(text.slice(here + 1), tone));
    else shown.push({ text, tone });
    at += text.length;
  }
  return column >= at ? [...shown, span(' ', 'cursor')] : shown;
}
