/** The tensors of a PEFT LoRA adapter: their names, and what they must be for a given base model. Pure. */
import { Problem } from '../../base/error.js';
import { say, type Text } from '../../base/localized.js';
import type { LlamaConfig } from '../llama/config.js';
import { adaptedLinears, type LoraSpec } from '../llama/lora.js';

/** PEFT wraps the model twice; the engine's own names begin behind this. */
const PREFIX = 'base_model.model.';

export const toPeftName = (name: string): string => PREFIX + name;

/** The engine's name, or undefined for a key that PEFT would not load. */
export function fromPeftName(key: string): string | undefined {
  return key.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined;
}

/** Every tensor that an adapter of this kind has on this base: A [R, in], B [out, R]. A `Problem` for a target module that the base lacks. */
export function adapterShapes(spec: LoraSpec, config: LlamaConfig): Map<string, number[]> {
  const linears = adaptedLinears(config, spec);
  return new Map(linears.flatMap(({ a, b }) => [a, b]).map(({ name, shape }) => [name, shape]));
}

/** `found`: shapes in a file by PEFT's keys. Nothing missing, nothing that PEFT would ignore, every shape right. */
export function checkAdapterShapes(
  found: ReadonlyMap<string, readonly number[]>,
  expected: ReadonlyMap<string, readonly number[]>,
  where: string,
): void {
  for (const [key, shape] of found) {
    const name = fromPeftName(key);
    const wanted = name === undefined ? undefined : expected.get(name);
    if (!wanted)
      throw adapterMismatch(where, {
        en: `PEFT would ignore the tensor ${key}: it belongs to no target module of this base`,
        hi: `PEFT tensor ${key} ko ignore kar dega: woh is base ke kisi target module ka nahi hai`,
      });
    if (shape.length !== wanted.length || shape.some((size, axis) => size !== wanted[axis]))
      throw adapterMismatch(where, `${key} is [${shape}], but this base and rank need [${wanted}]`);
  }
  for (const name of expected.keys()) {
    if (!found.has(toPeftName(name)))
      throw adapterMismatch(where, {
        en: `the tensor ${toPeftName(name)} is missing`,
        hi: `tensor ${toPeftName(name)} nahi mila`,
      });
  }
}

export function adapterMismatch(where: string, detail: Text): Problem {
  return new Problem({
    code: 'adapter-mismatch',
    message: {
      en: `This adapter does not fit the model: ${say(detail, 'en')}.`,
      hi: `Yeh adapter is model par fit nahi hota: ${say(detail, 'hi')}.`,
    },
    where,
    next: {
      en: 'Open it with the base model that adapter_config.json names.',
      hi: 'Ise usi base model ke saath kholo jiska naam adapter_config.json mein hai.',
    },
  });
}

export function nonFiniteTensor(name: string, where: string): Problem {
  return new Problem({
    code: 'non-finite-weights',
    message: {
      en: `${name} holds a value that is not a finite number; such weights are never saved or used.`,
      hi: `${name} mein aisi value hai jo finite number nahi hai; aise weights na save hote hain, na use.`,
    },
    where,
    next: {
      en: 'Train again with a lower learning rate, or use an earlier checkpoint.',
      hi: 'Kam learning rate ke saath dobara train karo, ya pehle ka checkpoint lo.',
    },
  });
}
