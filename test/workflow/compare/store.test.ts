import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from '../../../src/base/files.js';
import {
  comparisonFolder,
  listComparisons,
  readComparison,
  removeComparison,
  writeComparison,
} from '../../../src/workflow/compare/store.js';
import { compared, comparison, result } from './worlds.js';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-comparisons-'));
});
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

describe('kept comparisons', () => {
  it('come back as they were, a score that is not a number too', async () => {
    const none = { value: Number.NaN, low: Number.NaN, high: Number.NaN };
    const one = result('lora', 0.9);
    const kept = comparison({
      methods: [compared('lora', { result: { ...one, metrics: { ...one.metrics, parses: none } } })],
    });
    await writeComparison(home, kept);
    expect(await readComparison(home, kept.comparisonId)).toEqual(kept);
  });

  it('are listed by their time, also within one minute, and the last is the newest', async () => {
    const made = (id: string, second: number) =>
      comparison({ comparisonId: id, createdAt: `2026-11-23T02:00:0${second}.000Z` });
    for (const one of [made('20261123-0200-bbbb', 1), made('20261123-0200-aaaa', 2), made('20261123-0200-cccc', 0)])
      await writeComparison(home, one);
    const { comparisons } = await listComparisons(home);
    expect(comparisons.map(({ comparisonId }) => comparisonId.slice(-4))).toEqual(['cccc', 'bbbb', 'aaaa']);
    expect((await readComparison(home, 'last')).comparisonId).toBe('20261123-0200-aaaa');
  });

  it('that are damaged are told beside the others', async () => {
    await writeComparison(home, comparison());
    const damaged = '20261123-0201-0000';
    await makeFolder(comparisonFolder(home, damaged));
    await writeFile(join(comparisonFolder(home, damaged), 'comparison.json'), '{"version":1}');
    const { comparisons, corrupt } = await listComparisons(home);
    expect(comparisons).toHaveLength(1);
    expect(corrupt[0]).toMatchObject({ code: 'corrupt-file', where: expect.stringContaining(damaged) });
  });

  it('can be removed, and are then unknown; other names are refused', async () => {
    const { comparisonId } = comparison();
    await writeComparison(home, comparison());
    await removeComparison(home, comparisonId);
    await expect(readComparison(home, comparisonId)).rejects.toMatchObject({ code: 'unknown-comparison' });
    await expect(removeComparison(home, '../jobs')).rejects.toMatchObject({ code: 'unknown-comparison' });
    await expect(readComparison(home, 'last')).rejects.toMatchObject({ code: 'unknown-comparison' });
  });

  it('in a home that cannot be written are refused with the reason', async () => {
    await writeFile(join(home, 'comparisons'), 'a file');
    await expect(writeComparison(home, comparison())).rejects.toMatchObject({ code: 'home-not-writable' });
  });
});
