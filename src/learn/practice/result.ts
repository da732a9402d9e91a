/** Tests of a part become its result, as an exercise's do. Pure. */
import type { Localized } from '../../base/localized.js';
import type { PartResult, PracticePart, PracticeTest } from './types.js';

/** `lacks`: null when the test passed. */
export function test(name: Localized, lacks: Localized | null, evidence: readonly string[] = []): PracticeTest {
  return {
    name,
    status: lacks === null ? 'pass' : 'fail',
    message: lacks ?? '',
    ...(evidence.length > 0 ? { evidence: [...evidence] } : {}),
  };
}

/** The score is the share of tests that passed, of 100; all of them is a pass, and nothing else. */
export function graded(part: PracticePart, tests: PracticeTest[]): PartResult {
  const passed = tests.filter(({ status }) => status === 'pass').length;
  const all = passed === tests.length && tests.length > 0;
  // 199 of 200 is no 100.
  const score = all ? 100 : Math.min(99, Math.round((100 * passed) / Math.max(1, tests.length)));
  return { part, status: all ? 'pass' : 'fail', score, tests, error: null };
}

/** There was nothing to grade. */
export const ungradable = (part: PracticePart, error: Localized): PartResult => ({
  part,
  status: 'error',
  score: 0,
  tests: [],
  error,
});

/** `3, 17, 20 and 4 more` */
export function someOf(items: readonly (string | number)[], most = 5): Localized {
  const shown = items.slice(0, most).join(', ');
  const more = items.length - most;
  return more > 0 ? { en: `${shown} and ${more} more`, hi: `${shown} aur ${more} aur` } : { en: shown, hi: shown };
}
