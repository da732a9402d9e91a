/** Checks edited settings against the ranges of the field table, and warns of values that are legal but seldom wise. */
import type { Localized } from '../base/localized.js';
import { type Field, hyperparameterFields } from './hyperparameter-fields.js';
import { countSteps } from './hyperparameters.js';
import type { Hyperparameters, Method, ModelSize } from './types.js';

export type HyperparameterCheck =
  | { ok: true; value: Hyperparameters; warnings: Localized[] }
  /** `next`: what can be chosen instead. */
  | { ok: false; problems: Localized[]; next: Localized };

export interface ValidationContext {
  method: Method;
  /** What an absent setting becomes. */
  defaults: Hyperparameters;
  model?: Pick<ModelSize, 'layers' | 'contextLength'>;
  trainExamples?: number;
}

/** Settings as they arrive from a flag, a form or a program; nested LoRA settings may be partial too. */
export type HyperparameterEdits = Partial<Omit<Hyperparameters, 'lora' | 'partial'>> & {
  lora?: Partial<NonNullable<Hyperparameters['lora']>> | null;
  partial?: Hyperparameters['partial'];
};

/** Fills in the defaults and checks every setting that the method has. Never throws. */
export function validateHyperparameters(edits: HyperparameterEdits, context: ValidationContext): HyperparameterCheck {
  const { method, defaults } = context;
  const { lora, partial, ...plain } = edits;
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const value: Hyperparameters = {
    ...defaults,
    ...given,
    lora: method === 'lora' && defaults.lora ? { ...defaults.lora, ...(lora ?? {}) } : null,
    partial: method === 'partial' ? (partial ?? defaults.partial) : null,
  };
  const wrong = hyperparameterFields.flatMap((field) => {
    const problem = field.method === undefined || field.method === method ? field.check(value) : null;
    return problem === null ? [] : [{ field, problem }];
  });
  const problems = wrong.map(({ problem }) => problem);
  problems.push(
    ...adamProblems(value),
    ...blockProblems(value, context.model),
    ...lengthProblems(value, context.model),
  );
  if (problems.length > 0) return { ok: false, problems, next: nextStep(wrong.map(({ field }) => field)) };
  return { ok: true, value, warnings: [...withoutEffect(edits, method), ...warningsOf(value, context)] };
}

/** The names that can be chosen where a name is wrong; a range stands in its problem. */
function nextStep(wrong: readonly Field[]): Localized {
  const named = wrong.flatMap(({ label, choices }) => (choices ? [{ label, names: choices.join(', ') }] : []));
  if (named.length === 0) return { en: 'Choose a value in the range.', hi: 'Range ke andar ki value chuno.' };
  return {
    en: named.map(({ label, names }) => `${label.en}: choose from ${names}.`).join(' '),
    hi: named.map(({ label, names }) => `${label.hi}: inme se chuno: ${names}.`).join(' '),
  };
}

/** Settings of another method are kept for the case that it is chosen after all, but not in silence. */
function withoutEffect({ lora, partial }: HyperparameterEdits, method: Method): Localized[] {
  const isGiven = (group: object | null | undefined): boolean =>
    Object.values(group ?? {}).some((value) => value !== undefined);
  const unused: Localized[] = [];
  if (method !== 'lora' && isGiven(lora))
    unused.push({
      en: `The LoRA settings given have no effect: the method is ${method}.`,
      hi: `Diye gaye LoRA settings ka koi asar nahi hoga: method ${method} hai.`,
    });
  if (method !== 'partial' && isGiven(partial))
    unused.push({
      en: `The number of trained blocks given has no effect: the method is ${method}.`,
      hi: `Diye gaye trained blocks ka koi asar nahi hoga: method ${method} hai.`,
    });
  return unused;
}

function adamProblems(h: Hyperparameters): Localized[] {
  const problems: Localized[] = [];
  for (const key of ['beta1', 'beta2'] as const) {
    if (!(h[key] >= 0 && h[key] < 1)) {
      problems.push({
        en: `${key}: must be at least 0 and below 1`,
        hi: `${key}: 0 se 1 ke beech hona chahiye, 1 khud nahi`,
      });
    }
  }
  if (!(h.epsilon > 0)) problems.push({ en: 'epsilon: must be above 0', hi: 'epsilon: 0 se bada hona chahiye' });
  return problems;
}

function blockProblems(h: Hyperparameters, model: Pick<ModelSize, 'layers'> | undefined): Localized[] {
  if (!model || !h.partial || h.partial.lastBlocks <= model.layers) return [];
  return [
    {
      en: `Trained blocks: the model has only ${model.layers}`,
      hi: `Trained blocks: model mein sirf ${model.layers} hain`,
    },
  ];
}

function lengthProblems(h: Hyperparameters, model: Pick<ModelSize, 'contextLength'> | undefined): Localized[] {
  const longest = model?.contextLength;
  if (longest === undefined || h.maxLength <= longest) return [];
  return [
    {
      en: `Maximum length: the model takes at most ${longest} tokens`,
      hi: `Maximum length: model zyada se zyada ${longest} tokens leta hai`,
    },
  ];
}

/** Rates above which the field's experience is mostly divergence. */
const HIGH_RATE: Record<Method, number> = { full: 2e-4, partial: 5e-4, lora: 2e-3 };
const LARGE_STEP = 32;
const SMALL_DATA = 1000;

/** A default may lie above: a tiny model's does. */
const ABOVE_DEFAULT = 2.5;

function warningsOf(h: Hyperparameters, { method, trainExamples, defaults }: ValidationContext): Localized[] {
  const warnings: Localized[] = [];
  const high = Math.max(HIGH_RATE[method], Number((ABOVE_DEFAULT * defaults.learningRate).toPrecision(2)));
  if (h.learningRate > high) {
    warnings.push({
      en: `A learning rate of ${h.learningRate} is high for ${method}; above ${high} training often diverges.`,
      hi: `${method} ke liye learning rate ${h.learningRate} zyada hai; ${high} ke upar training aksar bigad jati hai.`,
    });
  }
  if (h.epochs > 10) {
    warnings.push({
      en: `${h.epochs} epochs usually end in learning by heart; watch the validation loss.`,
      hi: `${h.epochs} epochs mein model aksar ratta maar leta hai; validation loss par nazar rakho.`,
    });
  }
  if (trainExamples === undefined) return warnings;
  const perStep = h.batchSize * h.gradientAccumulation;
  if (perStep > LARGE_STEP && trainExamples < SMALL_DATA) {
    warnings.push({
      en: `${perStep} examples per step leave only ${countSteps(trainExamples, h)} steps; with ${trainExamples} rows stay at ${LARGE_STEP} or below.`,
      hi: `Ek step mein ${perStep} examples se sirf ${countSteps(trainExamples, h)} steps bachte hain; ${trainExamples} rows ke saath ${LARGE_STEP} ya kam rakho.`,
    });
  }
  return warnings;
}
