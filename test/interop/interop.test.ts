import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { pythonEnvironment } from './environment.js';
import { checkLine } from './report.js';
import { sampleTexts } from './texts.js';

afterEach(() => vi.unstubAllEnvs());

test('on a machine without Python the comparison is skipped with its reason, not failed', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'vishesh-no-python-'));
  vi.stubEnv('PATH', empty);
  expect(await pythonEnvironment()).toEqual({ skipped: 'there is no Python 3.11 or newer' });
  await rm(empty, { recursive: true });
});

test('there are 200 sample texts, each once, of every kind', () => {
  const texts = sampleTexts();
  expect(new Set(texts.map(({ text }) => text)).size).toBe(200);
  const kinds = [...new Set(texts.map(({ kind }) => kind))];
  expect(kinds).toEqual(['english', 'hinglish', 'devanagari', 'code', 'emoji', 'awkward']);
  for (const kind of kinds) expect(texts.filter((text) => text.kind === kind).length, kind).toBeGreaterThanOrEqual(25);
});

test('a line tells what was measured and what is allowed, and a value that is no number is told as such', () => {
  const measures = [
    { name: 'max abs', value: 0.00012, limit: 0.001 },
    { name: 'different', value: null, limit: 0 },
  ];
  expect(checkLine('nano', { check: 'logits', passed: false, note: '3 texts', measures })).toBe(
    'FAIL nano logits: max abs 1.2e-4 (at most 1.0e-3), different not a number (at most 0), 3 texts',
  );
});
