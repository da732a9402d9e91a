/** Where in the text of a row the fault of a finding stands, for showing it. Pure. */

import { SPECIAL_TOKEN } from './checks/no-special-tokens.js';
import { findPersonal } from './checks/personal/mask.js';
import { MIN_ENCODED_RUN } from './checks/readable-answers.js';
import { replaceControlCharacters } from './checks/support/control-characters.js';
import { fixMojibake } from './checks/support/mojibake.js';

export interface FaultSpan {
  start: number;
  end: number;
}

export type FieldRole = 'prompt' | 'completion' | 'other';

/** Findings that speak of a whole field. */
const WHOLE: Record<string, readonly FieldRole[]> = {
  'prompts-too-short': ['prompt'],
  'duplicate-prompt': ['prompt'],
  'over-max-length': ['prompt'],
  'completions-too-short': ['completion'],
  'conflicting-answers': ['completion'],
  'prompt-in-answer': ['completion'],
  'answer-cut-off': ['completion'],
  'end-of-turn-missing': ['completion'],
  'label-imbalance': ['completion'],
  'single-example-label': ['completion'],
  'labels-look-like-text': ['completion'],
  'label-spelling': ['completion'],
  'nothing-to-train': ['completion'],
  'exact-duplicate': ['prompt', 'completion'],
  'near-duplicate': ['prompt', 'completion'],
  'train-test-leakage': ['prompt', 'completion'],
};

/** In the order of the text, without overlap; none where the finding does not speak of this field. */
export function faultSpans(code: string, role: FieldRole, text: string): FaultSpan[] {
  if (WHOLE[code]?.includes(role)) return text === '' ? [] : [{ start: 0, end: text.length }];
  switch (code) {
    case 'control-characters':
      return changedSpans(text, replaceControlCharacters(text, ''));
    case 'mojibake':
      return mojibakeSpans(text);
    case 'lost-characters':
      return matching(text, /\ufffd+/g);
    case 'special-token-in-text':
      return matching(text, new RegExp(SPECIAL_TOKEN.source, 'g'));
    case 'encoded-answer':
      return role === 'completion' ? matching(text, new RegExp(`[A-Za-z0-9+/=_-]{${MIN_ENCODED_RUN},}`, 'g')) : [];
    default:
      return findPersonal(text)
        .filter(({ detector }) => detector.code === code)
        .map(({ start, end }) => ({ start, end }));
  }
}

function matching(text: string, pattern: RegExp): FaultSpan[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** The characters of `text` that `cleaned` lacks; all others stand there in the same order. */
function changedSpans(text: string, cleaned: string): FaultSpan[] {
  const spans: FaultSpan[] = [];
  let kept = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === cleaned[kept]) {
      kept++;
      continue;
    }
    const last = spans.at(-1);
    if (last?.end === at) last.end = at + 1;
    else spans.push({ start: at, end: at + 1 });
  }
  return spans;
}

/** From the first to the last character that decoding anew would change. */
function mojibakeSpans(text: string): FaultSpan[] {
  const fixed = fixMojibake(text);
  if (fixed === text) return [];
  let start = 0;
  while (text[start] === fixed[start]) start++;
  let tail = 0;
  while (text.at(-1 - tail) === fixed.at(-1 - tail) && tail < fixed.length - start) tail++;
  return [{ start, end: text.length - tail }];
}
