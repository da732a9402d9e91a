/** What a run is estimated from. */
export interface Run {
  /** Tokens of each training row, as the tokenizer counts them. */
  rowTokens: number[];
  /** Longer rows are cut to so many tokens. */
  maxLength: number;
  epochs: number;
  usdPer1000Tokens: number;
  tokensPerSecond: number;
}

/** Tokens that are computed, what they cost, and how long they take. */
export function estimate(run: Run) {
  const tokens = run.rowTokens.reduce((sum, n) => sum + n, 0);
  return {
    tokens,
    usd: tokens * run.usdPer1000Tokens,
    seconds: tokens / run.tokensPerSecond,
  };
}

/** Electricity at home: rupees for so many seconds at so many watts. */
export function homeRupees(
  seconds: number,
  watts: number,
  rupeesPerKwh: number,
): number {
  return seconds * watts * rupeesPerKwh;
}
