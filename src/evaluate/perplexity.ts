/** Perplexity: between how many equally likely tokens the model hesitates, on average. */

/**
 * `exp(lossSum / tokens)`, the loss in nats over all supervised tokens of all rows (a mean over tokens, not over rows).
 * Throws RangeError when there is no token. Example: a loss of ln 4 is a perplexity of 4.
 */
export function perplexity(lossSum: number, tokens: number): number {
  return Math.exp(meanLoss(lossSum, tokens));
}

/** Mean loss per supervised token, in nats. Throws RangeError when there is no token. */
export function meanLoss(lossSum: number, tokens: number): number {
  if (!(tokens > 0)) throw new RangeError('loss: there is no supervised token');
  return lossSum / tokens;
}
