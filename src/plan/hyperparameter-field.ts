/** What an editable setting is, and the four kinds there are: a number, a choice, a flag, a list of names. */
import type { Localized } from '../base/localized.js';
import { NOTES_LORA } from './hyperparameters.js';
import { LINEAR_MODULES } from './parameters.js';
import type { Hyperparameters, LoraSettings, Method } from './types.js';

export type FieldEdit = { ok: true; value: Hyperparameters } | { ok: false; problem: Localized };

interface FieldText {
  /** Path of the value inside `Hyperparameters`. */
  key: string;
  label: Localized;
  /** What it does and what happens when it is too high or too low. */
  why: Localized;
  unit?: Localized;
  /** Absent: the setting exists for every method. */
  method?: Method;
}

/** One editable setting. `parse` reads what a person typed into a copy of `h`; `format` shows the present value in the same form. */
export interface Field extends FieldText {
  kind: 'number' | 'choice' | 'flag' | 'list';
  /** Numbers only: sensible bounds, the generic default and the step of an arrow key. */
  min?: number;
  max?: number;
  step?: number;
  /** Numbers only: no fractions. */
  integer?: boolean;
  default?: number | string | boolean;
  /** Choices and lists only. */
  choices?: readonly string[];
  parse(text: string, h: Hyperparameters): FieldEdit;
  format(h: Hyperparameters): string;
  /** Null when the present value is in range. */
  check(h: Hyperparameters): Localized | null;
}

export const refuse = (label: Localized, en: string, hi: string): FieldEdit => ({
  ok: false,
  problem: { en: `${label.en}: ${en}`, hi: `${label.hi}: ${hi}` },
});

export const outside = (value: number, min: number, max: number): Localized => ({
  en: `${value} is outside ${min} to ${max}`,
  hi: `${value} range ${min} se ${max} ke bahar hai`,
});

interface NumberSpec extends FieldText {
  min: number;
  max: number;
  step: number;
  default: number;
  integer?: boolean;
  get(h: Hyperparameters): number;
  set(h: Hyperparameters, value: number): Hyperparameters;
}

/** A number between two bounds, whole or not. */
export function numberField(spec: NumberSpec): Field {
  const { get, set, ...shown } = spec;
  const fault = (value: number): { en: string; hi: string } | null => {
    if (!Number.isFinite(value)) return { en: 'a number is needed', hi: 'ek number chahiye' };
    if (spec.integer && !Number.isInteger(value)) return { en: 'a whole number is needed', hi: 'poora number chahiye' };
    return value < spec.min || value > spec.max ? outside(value, spec.min, spec.max) : null;
  };
  return {
    ...shown,
    kind: 'number',
    parse(text, h) {
      const value = text.trim() === '' ? Number.NaN : Number(text.trim());
      const problem = fault(value);
      return problem ? refuse(spec.label, problem.en, problem.hi) : { ok: true, value: set(h, value) };
    },
    format: (h) => formatNumber(get(h)),
    check(h) {
      const problem = fault(get(h));
      return problem && { en: `${spec.label.en}: ${problem.en}`, hi: `${spec.label.hi}: ${problem.hi}` };
    },
  };
}

/** Small numbers in scientific form (1e-5), others plainly; always read back to the same number. */
export function formatNumber(x: number): string {
  return x !== 0 && Math.abs(x) < 1e-3 ? x.toExponential() : String(x);
}

interface ChoiceSpec<T extends string> extends FieldText {
  choices: readonly T[];
  default: T;
  get(h: Hyperparameters): T;
  set(h: Hyperparameters, value: T): Hyperparameters;
}

/** One of a few words. */
export function choiceField<T extends string>(spec: ChoiceSpec<T>): Field {
  const { get, set, ...shown } = spec;
  const oneOf = spec.choices.join(', ');
  return {
    ...shown,
    kind: 'choice',
    parse(text, h) {
      const found = spec.choices.find((choice) => choice === text.trim());
      if (found === undefined) return refuse(spec.label, `choose one of ${oneOf}`, `inme se ek chuno: ${oneOf}`);
      return { ok: true, value: set(h, found) };
    },
    format: get,
    check(h) {
      if (spec.choices.includes(get(h))) return null;
      return { en: `${spec.label.en}: choose one of ${oneOf}`, hi: `${spec.label.hi}: inme se ek chuno: ${oneOf}` };
    },
  };
}

interface FlagSpec extends FieldText {
  default: boolean;
  get(h: Hyperparameters): boolean;
  set(h: Hyperparameters, value: boolean): Hyperparameters;
}

/** Yes or no. */
export function flagField(spec: FlagSpec): Field {
  const { get, set, ...shown } = spec;
  return {
    ...shown,
    kind: 'flag',
    choices: ['yes', 'no'],
    parse(text, h) {
      const word = text.trim().toLowerCase();
      if (['yes', 'y', 'true', 'on', 'haan'].includes(word)) return { ok: true, value: set(h, true) };
      if (['no', 'n', 'false', 'off', 'nahi'].includes(word)) return { ok: true, value: set(h, false) };
      return refuse(spec.label, 'answer yes or no', 'yes ya no likho');
    },
    format: (h) => (get(h) ? 'yes' : 'no'),
    check: () => null,
  };
}

interface ListSpec extends FieldText {
  choices: readonly string[];
  get(h: Hyperparameters): string[];
  set(h: Hyperparameters, value: string[]): Hyperparameters;
}

/** Names separated by commas or spaces, at least one, kept in the table's order; "all" means every one. */
export function listField(spec: ListSpec): Field {
  const { get, set, ...shown } = spec;
  const unknown = (names: readonly string[]) => names.filter((name) => !spec.choices.includes(name));
  const complain = (names: readonly string[]): { en: string; hi: string } | null => {
    if (names.length === 0) return { en: 'at least one is needed', hi: 'kam se kam ek chahiye' };
    const odd = unknown(names);
    if (odd.length === 0) return null;
    const known = spec.choices.join(', ');
    return {
      en: `${odd.join(', ')}: no such layer (${known})`,
      hi: `${odd.join(', ')}: aisi koi layer nahi (${known})`,
    };
  };
  return {
    ...shown,
    kind: 'list',
    parse(text, h) {
      const typed = text.split(/[\s,]+/u).filter((name) => name !== '');
      const names = typed.length === 1 && /^all(-linear)?$/u.test(typed[0] ?? '') ? [...spec.choices] : typed;
      const problem = complain(names);
      if (problem) return refuse(spec.label, problem.en, problem.hi);
      return {
        ok: true,
        value: set(
          h,
          spec.choices.filter((name) => names.includes(name)),
        ),
      };
    },
    format: (h) => get(h).join(', '),
    check(h) {
      const problem = complain(get(h));
      return problem && { en: `${spec.label.en}: ${problem.en}`, hi: `${spec.label.hi}: ${problem.hi}` };
    },
  };
}

/** A copy with some LoRA settings changed. */
export function setLora(h: Hyperparameters, change: Partial<LoraSettings>): Hyperparameters {
  const present = h.lora ?? { ...NOTES_LORA, dropout: 0, targetModules: [...LINEAR_MODULES], rsLora: false };
  return { ...h, lora: { ...present, ...change } };
}

/** A copy with another number of trained blocks. */
export function setPartial(h: Hyperparameters, lastBlocks: number): Hyperparameters {
  return { ...h, partial: { lastBlocks } };
}
