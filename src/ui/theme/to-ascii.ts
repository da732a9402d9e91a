/** The last guard of the ASCII-only mode: whatever a frame holds leaves as ASCII, column for column. Pure. */
import stringWidth from 'string-width';

const FORMS: Record<string, string> = {
  '…': '~',
  '–': '-',
  '—': '-',
  '−': '-',
  '×': 'x',
  '·': '-',
  '•': '*',
  '→': '>',
  '←': '<',
  '↑': '^',
  '↓': 'v',
  '≥': '>',
  '≤': '<',
  '≈': '~',
  '±': '+',
  '⏎': '/',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '₹': 'R',
  '▏': '|',
};

const BOXES: readonly (readonly [RegExp, string])[] = [
  [/[─━═╌┄]/, '-'],
  [/[│┃║╎┆]/, '|'],
  [/[\u2500-\u257f]/, '+'],
  [/[█▉▊▋▌▇▆▅▄■●]/, '#'],
  [/[░▒▓▁▂▃□○]/, '.'],
  [/[\u2801-\u28ff]/, '*'],
  [/\u2800|\u00a0/, ' '],
  [/✓/, 'v'],
  [/✗/, 'x'],
  [/❯/, '>'],
];

export function toAscii(text: string): string {
  return text.replace(/\P{ASCII}+/gu, (run) => [...segmenter.segment(run)].map((part) => ascii(part.segment)).join(''));
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function ascii(character: string): string {
  const form = FORMS[character] ?? BOXES.find(([pattern]) => pattern.test(character))?.[1];
  if (form !== undefined) return form;
  // é is e with an accent taken off.
  const bare = character.normalize('NFD').replace(/\p{M}+/gu, '');
  return /^[\u0020-\u007e]$/.test(bare) ? bare : '?'.repeat(stringWidth(character));
}
