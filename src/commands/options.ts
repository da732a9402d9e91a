/** Parsers for the values of flags: a wrong value is a usage error that names what is allowed. */
import { InvalidArgumentError } from 'commander';
import { hyperparameterFields } from '../plan/hyperparameter-fields.js';
import { METHODS, type Method } from '../plan/types.js';

export function integer(min: number, max: number): (value: string) => number {
  return (value) => {
    const n = Number(value);
    if (!Number.isInteger(n) || n < min || n > max)
      throw new InvalidArgumentError(`need a whole number from ${min} to ${max}.`);
    return n;
  };
}

export function number(min: number, max: number): (value: string) => number {
  return (value) => {
    const n = Number(value);
    if (value.trim() === '' || !Number.isFinite(n) || n < min || n > max) {
      throw new InvalidArgumentError(`need a number from ${min} to ${max}.`);
    }
    return n;
  };
}

/** A setting within the bounds of its field, which are those of the app. `key`: that of a number in the table of fields. */
export function setting(key: string): (value: string) => number {
  const { min, max, integer: whole } = hyperparameterFields.find((field) => field.key === key) ?? {};
  if (min === undefined || max === undefined) throw new RangeError(`no number among the settings: ${key}`);
  return whole ? integer(min, max) : number(min, max);
}

export function oneOf<T extends string>(...allowed: readonly T[]): (value: string) => T {
  return (value) => {
    const found = allowed.find((item) => item === value);
    if (found === undefined) throw new InvalidArgumentError(`allowed: ${allowed.join(', ')}.`);
    return found;
  };
}

/** `prompt=q,completion=a` */
export function columns(value: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const pair of value.split(',')) {
    const [key, ...name] = pair.split('=');
    const allowed = ['prompt', 'completion', 'context', 'messages'];
    if (!key || !allowed.includes(key) || name.length === 0) {
      throw new InvalidArgumentError('write it as prompt=COLUMN,completion=COLUMN (or context=, messages=).');
    }
    result[key] = name.join('=');
  }
  return result;
}

/** `full=5e-5,lora=1e-3`: learning rates of methods. */
export function rates(value: string): Partial<Record<Method, number>> {
  const result: Partial<Record<Method, number>> = {};
  for (const pair of value.split(',')) {
    const [name = '', rate = ''] = pair.split('=');
    const method = oneOf(...METHODS)(name.trim() === 'pft' ? 'partial' : name.trim());
    result[method] = setting('learningRate')(rate);
  }
  return result;
}

/** One letter, for a choice that is shown with letters. */
export function letter(value: string): string {
  if (!/^[a-z]$/i.test(value)) throw new InvalidArgumentError('need one letter.');
  return value.toLowerCase();
}
