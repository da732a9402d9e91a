/** Disk: the folder through which both sides hand each other numbers. JSON for what is small, safetensors for tensors. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSafetensors, writeSafetensors } from '../../src/engine/formats/safetensors.js';

/** A tensor to write: shape and values. */
export interface Values {
  shape: readonly number[];
  data: Float32Array;
}

export async function writeJson(folder: string, file: string, value: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, file), JSON.stringify(value));
}

export async function writeTensors(folder: string, file: string, tensors: Iterable<[string, Values]>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeSafetensors(
    join(folder, file),
    [...tensors].map(([name, values]) => ({ name, ...values })),
  );
}

export async function readTensors(path: string): Promise<Map<string, Float32Array>> {
  const file = await openSafetensors(path);
  try {
    const tensors = new Map<string, Float32Array>();
    for (const name of file.tensors.keys()) tensors.set(name, await file.read(name));
    return tensors;
  } finally {
    await file.close();
  }
}

/** Pairs values with the shapes known by the same names. */
export function shaped(
  values: ReadonlyMap<string, Float32Array>,
  shapes: ReadonlyMap<string, readonly number[]>,
): [string, Values][] {
  return [...values].map(([name, data]) => [name, { shape: shapes.get(name) ?? [data.length], data }]);
}
