/** Files in a folder of their own, for the tests of what touches the disk. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder that goes when the test ends. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'vishesh-data-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
}

export function fileOf(content: string | Uint8Array, name = 'data.jsonl'): string {
  const path = join(folder(), name);
  writeFileSync(path, content);
  return path;
}
