/** Logits as probabilities: e to the power of each, and a sum of 1. */
export function softmax(logits: number[]): number[] {
  // Only differences count; without the highest, e does not overflow.
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** How surprised the model is that token number `right` came, in nats. */
export function loss(logits: number[], right: number): number {
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return Math.log(sum) + highest - (logits[right] ?? Number.NaN);
}

/** How the loss changes with each logit: one number for every token. */
export function gradient(logits: number[], right: number): number[] {
  return softmax(logits).map((p, token) => p - (token === right ? 1 : 0));
}

/** The logits after one step of plain gradient descent. */
export function step(logits: number[], right: number, rate: number) {
  const slopes = gradient(logits, right);
  return logits.map((logit, token) => logit - rate * (slopes[token] ?? 0));
}
