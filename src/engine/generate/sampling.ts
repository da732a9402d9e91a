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
  const scaled = Float64Array.from(logits, (logit) => logit / temperature);
  let max = Number.NEGATIVE_INFINITY;
  for (const value of scaled) if (value > max) max = value;
  let sum = 0;
  for (const value of scaled) sum += Math.exp(value - max);
  const logSum = max + Math.log(sum);
  return scaled.map((value) => value - logSum);
}

export interface Candidate {
  id: number;
  probability: number;
}

/** Every token. */
export function allCandidates(logProbs: Float64Array): Candidate[] {
  return Array.from(logProbs, (logProb, id) => ({ id, probability: Math.exp(logProb) }));
}

/**
 * The smallest set of most probable tokens whose probability reaches `topP` (Holtzman et al., 2020), most probable first, equal ones by id.
 * Always at least one.
 */
export function nucleus(logProbs: Float64Array, topP: number): Candidate[] {
  if (topP >= 1) return allCandidates(logProbs);
  // Tokens below (1 - topP) / V cannot be needed: all of them together are less than 1 - topP. Sorting the few others is cheap.
  const floor = Math.log((1 - topP) / logProbs.length);
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

/** The next token. `coin` is called only when a random number is needed, so greedy decoding draws none. */
export function sample(
  logits: Float32Array,
  options: { temperature: number; topP: number },
  coin: () => number,
): number {
  if (options.temperature === 0) return argmax(logits);
  return pick(nucleus(logProbabilities(logits, options.temperature), options.topP), coin());
}
