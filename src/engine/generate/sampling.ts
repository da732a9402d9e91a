/** From logits to the next token: small pure steps. The random number comes in as `coin` in [0, 1). */

/** Index of the largest logit; the first one on a tie. */
export function argmax(logits: Float32Array): number {
  let best = 0;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < logits.length; index++) {
    const value = logits[index] as number;
    if (value > bestValue) {
      bestValue = value;
      best = index;
    }
  }
  return best;
}

/** log softmax(logits / temperature), in nats. [V] -> [V] */
export function logProbabilities(logits: Float32Array, temperature: number): Float64Array {
  // Plain loops: V is about fifty thousand, and this runs once a token.
  const logProbs = new Float64Array(logits.length);
  let max = Number.NEGATIVE_INFINITY;
  for (let id = 0; id < logits.length; id++) {
    const scaled = (logits[id] as number) / temperature;
    logProbs[id] = scaled;
    if (scaled > max) max = scaled;
  }
  let sum = 0;
  for (let id = 0; id < logProbs.length; id++) sum += Math.exp((logProbs[id] as number) - max);
  const logSum = max + Math.log(sum);
  for (let id = 0; id < logProbs.length; id++) logProbs[id] = (logProbs[id] as number) - logSum;
  return logProbs;
}

export interface Candidate {
  id: number;
  probability: number;
}

/** A probability that is equal to a bound must not fall below it by the last bit. */
const ROUNDING = 1e-9;

/**
 * The smallest set of most probable tokens whose probability reaches `topP` (Holtzman et al., 2020), most probable first, equal ones by id.
 * Always at least one.
 */
export function nucleus(logProbs: Float64Array, topP: number): Candidate[] {
  // Tokens below (1 - topP) / V cannot be needed: all of them together are less than 1 - topP. Sorting the few others is cheap.
  const floor = topP < 1 ? Math.log((1 - topP) / logProbs.length) - ROUNDING : Number.NEGATIVE_INFINITY;
  const likely: Candidate[] = [];
  for (let id = 0; id < logProbs.length; id++) {
    const logProb = logProbs[id] as number;
    if (logProb >= floor) likely.push({ id, probability: Math.exp(logProb) });
  }
  likely.sort((a, b) => b.probability - a.probability || a.id - b.id);
  let sum = 0;
  const needed = likely.findIndex((candidate) => {
    sum += candidate.probability;
    return sum >= topP;
  });
  return needed === -1 ? likely : likely.slice(0, needed + 1);
}

/** The candidate in whose share of the total probability the coin falls. */
export function pick(candidates: readonly Candidate[], coin: number): number {
  const total = candidates.reduce((sum, candidate) => sum + candidate.probability, 0);
  let rest = coin * total;
  for (const candidate of candidates) {
    rest -= candidate.probability;
    if (rest < 0) return candidate.id;
  }
  // Rounding can leave a little of the coin over; it belongs to the last candidate.
  return candidates.at(-1)?.id ?? 0;
}

/** `pick` among all tokens in the order of their ids, without making a list of them. */
export function pickAny(logProbs: Float64Array, coin: number): number {
  let rest = coin;
  let last = 0;
  for (let id = 0; id < logProbs.length; id++) {
    const probability = Math.exp(logProbs[id] as number);
    rest -= probability;
    if (rest < 0) return id;
    if (probability > 0) last = id;
  }
  return last;
}

/** The next token. `coin` is called only when a random number is needed, so greedy decoding draws none. */
export function sample(
  logits: Float32Array,
  options: { temperature: number; topP: number },
  coin: () => number,
): number {
  if (options.temperature === 0) return argmax(logits);
  const logProbs = logProbabilities(logits, options.temperature);
  return options.topP < 1 ? pick(nucleus(logProbs, options.topP), coin()) : pickAny(logProbs, coin());
}
