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
  const kept = run.rowTokens.map((n) => Math.min(n, run.maxLength));
  const tokens = kept.reduce((sum, n) => sum + n, 0) * run.epochs;
  return {
    tokens,
    usd: (tokens / 1000) * run.usdPer1000Tokens,
    seconds: tokens / run.tokensPerSecond,
  };
}

/** Electricity at home: rupees for so many seconds at so many watts. */
export function homeRupees(
  seconds: number,
  watts: number,
  rupeesPerKwh: number,
): number {
  const kilowattHours = (watts / 1000) * (seconds / 3600);
  return kilowattHours * rupeesPerKwh;
}
