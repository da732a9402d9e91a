/** Step 4: which setting is pointed at, and its value while it is typed. Pure. */
import type { Localized } from '../../../base/localized.js';
import { type Field, hyperparameterFields, parseWithin } from '../../../plan/hyperparameter-fields.js';
import type { Hyperparameters, Method, SettingLimits } from '../../../plan/types.js';

export interface FormState {
  /** A setting by its place; one past the last is the start of the training. */
  at: number;
  /** As typed; null when nothing is being edited. */
  draft: string | null;
  fault: Localized | null;
}

export type FormAction =
  | { type: 'move'; by: number; last: number }
  | { type: 'edit'; text: string }
  | { type: 'refuse'; fault: Localized }
  | { type: 'leave' };

/** What an adapter is, and so cannot be chosen when training goes on from it. */
const OF_THE_ADAPTER: readonly string[] = ['lora.rank', 'lora.alpha', 'lora.targetModules', 'lora.rsLora'];

export const fieldsOf = (method: Method, fromAdapter = false): readonly Field[] =>
  hyperparameterFields.filter(
    (field) =>
      (field.method === undefined || field.method === method) && !(fromAdapter && OF_THE_ADAPTER.includes(field.key)),
  );

export const formStart = (fields: readonly Field[]): FormState => ({ at: fields.length, draft: null, fault: null });

export function reduceForm(state: FormState, action: FormAction): FormState {
  switch (action.type) {
    case 'move':
      return { ...state, at: Math.min(action.last, Math.max(0, state.at + action.by)), fault: null };
    case 'edit':
      return { ...state, draft: action.text, fault: null };
    case 'refuse':
      return { ...state, fault: action.fault };
    case 'leave':
      return { ...state, draft: null, fault: null };
  }
}

/** The settings with what is typed; null while that is nothing, or no value. */
export function drafted(
  field: Field | undefined,
  draft: string | null,
  h: Hyperparameters,
  limits: SettingLimits = {},
): Hyperparameters | null {
  if (!field || draft === null || draft.trim() === '') return null;
  const edit = parseWithin(field, draft, h, limits);
  return edit.ok ? edit.value : null;
}

/** One step of ←→: a number by its step (rates by half or double), a choice or a flag to the next; null where there is none within the model's limits. */
export function nudged(
  field: Field,
  h: Hyperparameters,
  by: 1 | -1,
  limits: SettingLimits = {},
): Hyperparameters | null {
  const text = field.kind === 'number' ? nudgedNumber(field, Number(field.format(h)), by) : nextChoice(field, h, by);
  if (text === null) return null;
  const edit = parseWithin(field, text, h, limits);
  return edit.ok ? edit.value : null;
}

function nudgedNumber({ step = 1, min = 0, key }: Field, value: number, by: 1 | -1): string {
  // Rates are compared by factors, not by differences.
  if (key === 'learningRate') return String(Number((by === 1 ? value * 2 : value / 2).toPrecision(3)));
  // From 0.1 epochs one step up is 1, not 1.1.
  const aligned = step >= 1 && value < step ? (by === 1 ? step : min) : value + by * step;
  return String(Number(aligned.toPrecision(6)));
}

function nextChoice({ kind, choices = [], format }: Field, h: Hyperparameters, by: 1 | -1): string | null {
  if (kind === 'list' || choices.length === 0) return null;
  const at = choices.indexOf(format(h)) + by;
  return choices[(at + choices.length) % choices.length] ?? null;
}
