/** Keeps the first examples of a file that is being checked, so that what is asked of them later needs no second reading. */
import type { Check, Example } from './types.js';

export interface KeptExamples {
  /** To be given to `checkFile` beside the real checks; it finds nothing. */
  check: Check;
  /** The first examples, in order. */
  examples: readonly Example[];
  /** Whether these are all; false when the file holds more rows or characters than the limits. */
  complete: boolean;
}

export function keepExamples(limits: { rows: number; characters: number }): KeptExamples {
  const examples: Example[] = [];
  const kept: KeptExamples = { check: { codes: [], start }, examples, complete: true };
  function start(): ReturnType<Check['start']> {
    let room = limits.characters;
    return {
      add({ example }) {
        if (!example || !kept.complete) return;
        room -= example.input.length + example.output.length;
        if (examples.length >= limits.rows || room < 0) kept.complete = false;
        else examples.push(example);
      },
      finish: () => [],
    };
  }
  return kept;
}
