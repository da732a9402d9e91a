/** Early stopping on validation loss as a value: (state, observation) to state. Prechelt, "Early stopping - but when?", 1998. */
export interface EarlyStopping {
  bestLoss: number | null;
  bestStep: number;
  /** Validations since the best one. */
  since: number;
}

export const NOTHING_VALIDATED: EarlyStopping = { bestLoss: null, bestStep: 0, since: 0 };

/** Takes one validation in. A loss that is not a number is never the best. */
export function observeValidation(state: EarlyStopping, step: number, loss: number): EarlyStopping {
  const better = Number.isFinite(loss) && (state.bestLoss === null || loss < state.bestLoss);
  return better ? { bestLoss: loss, bestStep: step, since: 0 } : { ...state, since: state.since + 1 };
}

/** `patience` validations without improvement end the run; 0 means never. */
export function shouldStop(state: EarlyStopping, patience: number): boolean {
  return patience > 0 && state.since >= patience;
}
