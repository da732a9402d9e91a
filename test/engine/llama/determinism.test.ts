import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('gives the same bits in two processes: losses, gradients and updated weights', async () => {
  const program = fileURLToPath(new URL('./step-hash.ts', import.meta.url));
  const run = async () => (await promisify(execFile)(process.execPath, ['--import', 'tsx', program])).stdout.trim();
  const [one, two] = [await run(), await run()];
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect(two).toBe(one);
});
