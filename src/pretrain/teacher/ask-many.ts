/** Asks the teacher many questions side by side: as soon as one answer ends, the next prompt takes its place in the batch. */
import { Random } from '../../base/random.js';
import type { BatchDecoder, BestTokens } from '../../engine/generate/batch-decoder.js';
import { sample } from '../../engine/generate/sampling.js';

export interface Question {
  n: number;
  ids: readonly number[];
}

export interface Answer {
  n: number;
  ids: number[];
  /** False when the answer was cut at the limit. */
  ended: boolean;
}

export interface AskOptions {
  seed: number;
  maxTokens: number;
  /** 0 is greedy. */
  temperature: number;
  topP: number;
  endIds: readonly number[];
}

/** One question in the batch. */
interface Seat {
  question: Question;
  answer: number[];
  random: Random;
}

/**
 * Answers to all questions, in their order. The random numbers of answer n depend on the seed and n only. A question that leaves no room for
 * a single token in the decoder's capacity is a RangeError.
 */
export async function* askMany(
  decoder: BatchDecoder,
  questions: Iterable<Question>,
  options: AskOptions,
): AsyncGenerator<Answer> {
  const waiting = questions[Symbol.iterator]();
  const order: number[] = [];
  const done = new Map<number, Answer>();
  const seats: (Seat | null)[] = Array.from({ length: decoder.size.texts }, () => null);
  /** What the cache holds for each seat. */
  const cached: number[][] = seats.map(() => []);
  const sitDown = (seat: number): void => {
    const next = waiting.next();
    seats[seat] = null;
    if (next.done === true) return;
    const question = next.value;
    if (question.ids.length >= decoder.size.capacity)
      throw new RangeError(`question ${question.n} has ${question.ids.length} tokens`);
    order.push(question.n);
    seats[seat] = { question, answer: [], random: Random.for(options.seed, 'teacher-answer', question.n) };
    const { from, length } = longestStart(cached, seat, question.ids.slice(0, -1));
    if (from === seat) decoder.truncate(seat, length);
    else decoder.copyStart(from, seat, length);
    cached[seat] = question.ids.slice(0, length);
  };
  for (const seat of seats.keys()) sitDown(seat);
  while (seats.some((seat) => seat !== null)) {
    const tokens = seats.map((seat, index) => nextToken(seat, decoder.lengthOf(index)));
    const best = await decoder.step(tokens);
    for (const [index, seat] of seats.entries()) {
      const token = tokens[index];
      if (seat === null || token === null || token === undefined) continue;
      cached[index]?.push(token);
      const length = decoder.lengthOf(index);
      if (length < seat.question.ids.length) continue;
      const ended = takeToken(seat, best[index], options);
      const full = seat.answer.length >= options.maxTokens || length >= decoder.size.capacity;
      if (!ended && !full) continue;
      done.set(seat.question.n, { n: seat.question.n, ids: seat.answer, ended });
      sitDown(index);
    }
    yield* takeInOrder(order, done);
  }
}

/** The token that a seat feeds at this place of its text: of the question first, then of its own answer. */
function nextToken(seat: Seat | null, place: number): number | null {
  if (seat === null) return null;
  const { ids } = seat.question;
  return (place < ids.length ? ids[place] : seat.answer[place - ids.length]) ?? null;
}

/** Adds one token to the answer; true when it is an end token, which is not added. */
function takeToken(seat: Seat, best: BestTokens | undefined, options: AskOptions): boolean {
  if (best === undefined) throw new Error('the decoder gave too few results');
  const id = best.ids[sample(best.logits, options, () => seat.random.next())];
  if (id === undefined) throw new Error('the decoder gave no candidates');
  if (options.endIds.includes(id)) return true;
  seat.answer.push(id);
  return false;
}

/** The finished answers that no earlier question is still waiting for. */
function* takeInOrder(order: number[], done: Map<number, Answer>): Generator<Answer> {
  for (;;) {
    const first = order[0];
    const answer = first === undefined ? undefined : done.get(first);
    if (first === undefined || answer === undefined) return;
    order.shift();
    done.delete(first);
    yield answer;
  }
}

/** The text in the cache that begins most like the question: the seat's own one, unless another has more. */
function longestStart(
  cached: readonly (readonly number[])[],
  seat: number,
  ids: readonly number[],
): { from: number; length: number } {
  let best = { from: seat, length: commonLength(cached[seat] ?? [], ids) };
  for (const [from, other] of cached.entries()) {
    const length = commonLength(other, ids);
    if (length > best.length) best = { from, length };
  }
  return best;
}

function commonLength(a: readonly number[], b: readonly number[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
