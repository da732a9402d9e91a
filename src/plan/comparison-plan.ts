/** Equal conditions for several methods on the same rows: what all of them share, and what stays each method's own. Pure. */
import { Problem } from '../base/error.js';
import { estimate } from './estimate.js';
import { defaultHyperparameters, NOTES_DEFAULTS } from './hyperparameters.js';
import { diskBytesOf, fits } from './memory.js';
import { METHOD_NAMES } from './method-words.js';
import type { PriceTable } from './prices.js';
import type { DataSize, Estimate, Hardware, Hyperparameters, Method, ModelSize } from './types.js';
import { type HyperparameterEdits, validateHyperparameters } from './validate-hyperparameters.js';

export interface ComparisonPlanInput {
  methods: readonly Method[];
  model: ModelSize;
  data: DataSize;
  hardware: Hardware;
  prices: PriceTable;
  seed: number;
  /** Settings for all methods alike; LoRA's and partial's own parts apply to those. */
  edits?: Omit<HyperparameterEdits, 'learningRate' | 'seed'>;
  /** Peak learning rates other than the methods' defaults. */
  rates?: Partial<Record<Method, number>>;
}

export interface MethodPlan {
  method: Method;
  hyperparameters: Hyperparameters;
  estimate: Estimate;
  diskBytes: number;
  /** Whether it may run here, with the margin kept. */
  fits: boolean;
}

/** Validations over a whole run, so that its losses make a line and not two dots. */
const VALIDATIONS = 6;

/**
 * One plan per method. Shared: epochs (the largest default among them), the rows of each batch (as small as the most demanding method
 * that fits needs), maximum length, schedule, seed; and no early stopping, so that each sees the same tokens in the same order. Own:
 * learning rate and weight decay, unless given, and which weights learn. Throws `Problem` bad-hyperparameters.
 */
export function planComparison(input: ComparisonPlanInput): MethodPlan[] {
  const { methods, model, data, edits = {} } = input;
  const epochs =
    edits.epochs ?? Math.max(...methods.map((method) => defaultHyperparameters(method, model, data).epochs));
  const evalsPerEpoch = edits.evalsPerEpoch ?? Math.max(1, Math.ceil(VALIDATIONS / epochs));
  const shared = { ...edits, epochs, evalsPerEpoch, earlyStoppingPatience: 0, seed: input.seed };
  const planned = (batch: Batch): MethodPlan[] =>
    methods.map((method) => methodPlan(method, { ...shared, ...batch }, input));
  if (edits.batchSize !== undefined || edits.gradientAccumulation !== undefined) {
    const { batchSize = NOTES_DEFAULTS.batchSize, gradientAccumulation = 1 } = edits;
    return planned({ batchSize, gradientAccumulation });
  }
  // The largest batch with which as many methods fit as with single examples.
  const possible = count(planned(SPLITS[SPLITS.length - 1] ?? WHOLE));
  return planned(SPLITS.find((batch) => count(planned(batch)) === possible) ?? WHOLE);
}

type Batch = Pick<Hyperparameters, 'batchSize' | 'gradientAccumulation'>;

const WHOLE: Batch = { batchSize: NOTES_DEFAULTS.batchSize, gradientAccumulation: 1 };
/** The default batch, and its halves added up. */
const SPLITS: readonly Batch[] = [1, 2, 4, 8].map((parts) => ({
  batchSize: WHOLE.batchSize / parts,
  gradientAccumulation: parts,
}));

const count = (plans: readonly MethodPlan[]): number => plans.filter((plan) => plan.fits).length;

function methodPlan(method: Method, shared: HyperparameterEdits, input: ComparisonPlanInput): MethodPlan {
  const { model, data, hardware, prices } = input;
  const rate = input.rates?.[method];
  const checked = validateHyperparameters(
    { ...shared, ...(rate === undefined ? {} : { learningRate: rate }) },
    { method, defaults: defaultHyperparameters(method, model, data), model },
  );
  if (!checked.ok) {
    const said = (lang: 'en' | 'hi'): string => checked.problems.map((problem) => problem[lang]).join('; ');
    throw new Problem({
      code: 'bad-hyperparameters',
      message: { en: `${METHOD_NAMES[method]}: ${said('en')}`, hi: `${METHOD_NAMES[method]}: ${said('hi')}` },
      next: checked.next,
    });
  }
  const hyperparameters = checked.value;
  const guess = estimate({ model, data, hardware, prices, method, hyperparameters });
  const diskBytes = diskBytesOf(model, method, hyperparameters);
  return { method, hyperparameters, estimate: guess, diskBytes, fits: fits(hardware, guess.memoryBytes, diskBytes) };
}
