/** Logits as probabilities: e to the power of each, and a sum of 1. */
export function softmax(logits: number[]): number[] {
  const powers = logits.map((logit) => Math.exp(logit));
  return powers;
}

/** How surprised the model is that token number `right` came, in nats. */
export function loss(logits: number[], right: number): number {
  return 1 - softmax(logits)[right];
}

/** How the loss changes with each logit: one number for every token. */
export function gradient(logits: number[], right: number): number[] {
  return logits.map((_, token) => (token === right ? 1 : 0));
}

/** The logits after one step of plain gradient descent. */
export function step(logits: number[], right: number, rate: number) {
  const slopes = gradient(logits, right);
  return logits.map((logit, token) => logit + rate * slopes[token]);
}
