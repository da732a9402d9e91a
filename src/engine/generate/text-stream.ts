/** Tokens become text piece by piece: half a character is held back, and so is a tail that may be the beginning of a stop string. */
import type { TextTokenizer } from '../types.js';

const REPLACEMENT = '\uFFFD';
/** The longest character of UTF-8 has four bytes, so four tokens at most; more replacement characters are the model's own. */
const MAX_HELD_TOKENS = 4;

/** Turns tokens into whole characters. */
export class TokenText {
  readonly #tokenizer: TextTokenizer;
  /** The last tokens that are out already: some decoders treat the first token of a text differently. */
  #context: number[] = [];
  #held: number[] = [];

  constructor(tokenizer: TextTokenizer) {
    this.#tokenizer = tokenizer;
  }

  /** The text that has become certain with this token. */
  push(id: number): string {
    this.#held.push(id);
    const text = this.#heldText();
    return text.endsWith(REPLACEMENT) && this.#held.length < MAX_HELD_TOKENS ? '' : this.#release(text);
  }

  /** What is still held, at the end. */
  flush(): string {
    return this.#release(this.#heldText());
  }

  #heldText(): string {
    const before = this.#tokenizer.decode(this.#context, { skipSpecial: true });
    return this.#tokenizer.decode([...this.#context, ...this.#held], { skipSpecial: true }).slice(before.length);
  }

  #release(text: string): string {
    // Half a character that had to go out must not join with what follows.
    if (text.endsWith(REPLACEMENT)) this.#context = [];
    else if (this.#held.length > 0) this.#context = this.#held;
    this.#held = [];
    return text;
  }
}

/** Ends a text before the first of the stop strings. */
export class StopFilter {
  readonly #stops: readonly string[];
  #tail = '';
  #stopped = false;

  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== '');
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** The part that is certain not to belong to a stop string. */
  push(piece: string): string {
    if (this.#stopped) return '';
    const text = this.#tail + piece;
    const found = this.#stops.map((stop) => text.indexOf(stop)).filter((at) => at !== -1);
    this.#stopped = found.length > 0;
    const end = this.#stopped ? Math.min(...found) : text.length - this.#heldLength(text);
    this.#tail = this.#stopped ? '' : text.slice(end);
    return text.slice(0, end);
  }

  /** What was held back, at the end. */
  flush(): string {
    const rest = this.#tail;
    this.#tail = '';
    return rest;
  }

  /** Length of the longest tail with which some stop string begins. */
  #heldLength(text: string): number {
    const longest = Math.max(0, ...this.#stops.map((stop) => stop.length - 1));
    for (let length = Math.min(longest, text.length); length > 0; length--) {
      const tail = text.slice(text.length - length);
      if (this.#stops.some((stop) => stop.startsWith(tail))) return length;
    }
    return 0;
  }
}
