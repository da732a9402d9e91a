/** Files in a folder of their own, for the tests of what touches the disk. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Problem } from '../../src/base/error.js';

/** An empty folder that goes when the test ends. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'vishesh-data-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export function fileOf(content: string | Uint8Array, name = 'data.jsonl'): string {
  const path = join(folder(), name);
  writeFileSync(path, content);
  return path;
}

/** The `Problem` that a promise fails with; anything else fails the test. */
export async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.then(
    () => new Error('expected a problem'),
    (failure: unknown) => failure,
  );
  if (error instanceof Problem) return error;
  throw error;
}
