/** Lets each text through once: exact repeats and texts that are nearly the same as an earlier one are told apart and left out. */
import { SimilarityIndex } from '../../data/checks/support/similarity-index.js';
import { SKETCH_BYTES, Sketcher } from '../../data/checks/support/sketch.js';
import { wordsOf } from './overlap.js';

export type Verdict = 'new' | 'repeat' | 'near-repeat';

export class Unique {
  #seen = new Set<string>();
  #sketcher = new Sketcher();
  #sketch = new Uint8Array(SKETCH_BYTES);
  #index = new SimilarityIndex();

  /** Judges a text against all that were new before it, and remembers it when it is new. */
  judge(text: string): Verdict {
    const key = wordsOf(text).join(' ');
    if (this.#seen.has(key)) return 'repeat';
    this.#seen.add(key);
    if (!this.#sketcher.sketch(text, this.#sketch)) return 'new';
    if (this.#index.nearest(this.#sketch) >= 0) return 'near-repeat';
    this.#index.add(this.#sketch);
    return 'new';
  }
}
