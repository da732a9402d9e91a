/** What a seed makes: the same every time, messy as the product's own check sees it, and decided by the product's own rule. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContent, type PracticeContent } from '../../../src/learn/practice/content.js';
import { matchRows } from '../../../src/learn/practice/match-rows.js';
import { prepareFile } from '../../../src/learn/practice/submission.js';
import { makeTask } from '../../../src/learn/practice/task.js';
import { FAULTS } from '../../../src/learn/practice/types.js';

const SEEDS = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 999_999];

let content: PracticeContent;
let folder: string;
beforeAll(async () => {
  content = await loadContent();
  folder = await mkdtemp(join(tmpdir(), 'vishesh-task-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('is the same for the same seed and another for another', () => {
  const task = makeTask(7, content.banks);
  expect(makeTask(7, content.banks)).toEqual(task);
  expect(makeTask(8, content.banks).csv).not.toBe(task.csv);
  expect(new Set(SEEDS.map((seed) => makeTask(seed, content.banks).place.en)).size).toBe(content.banks.length);
});

describe.each(SEEDS)('seed %i', (seed) => {
  it('has sixty rows with the faults that the check finds where they were planted, and no others', async () => {
    const task = makeTask(seed, content.banks);
    const file = join(folder, `${seed}.csv`);
    await writeFile(file, task.csv);
    const { report } = await prepareFile(file, folder);
    expect(report).toMatchObject({ rows: 60, task: 'classification', isValid: false });
    const found = new Map(report.findings.map(({ code, rows }) => [code, rows]));
    const conflicts = task.planted.filter(({ code }) => code === 'conflicting-answers').map(({ line }) => line);
    for (const fault of FAULTS) {
      const planted = task.planted.filter(({ code }) => code === fault).map(({ line }) => line);
      expect(planted.length, fault).toBeGreaterThan(0);
      const rows = found.get(fault) ?? [];
      expect(rows, fault).toEqual(expect.arrayContaining(planted));
      // The same message under two labels is nearly the same row, too.
      const others = rows.filter((line) => !planted.includes(line));
      expect(fault === 'near-duplicate' ? others.filter((line) => !conflicts.includes(line)) : others).toEqual([]);
    }
    const known = [...FAULTS, 'duplicate-prompt', 'near-train-test-leakage', 'train-test-leakage', 'token-lengths'];
    expect([...found.keys()].filter((code) => !known.includes(code))).toEqual([]);
  });

  it('asks for each method at least once, each for one clear reason', () => {
    const { scenarios } = makeTask(seed, content.banks);
    expect(scenarios.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(new Set(scenarios.map(({ method }) => method))).toEqual(new Set(['full', 'lora', 'partial']));
    expect(new Set(scenarios.map(({ because }) => because)).size).toBe(4);
  });

  it('has messages that are far from each other, so that a row is matched with its own', () => {
    const { rows } = makeTask(seed, content.banks);
    const matched = matchRows(
      rows.map(({ line, text, label }) => ({ line, text, label })),
      rows,
    );
    for (const [index, { row }] of matched.entries()) if (rows[index]!.kind !== 'lost') expect(row).toBe(rows[index]);
    for (const row of rows) {
      const others = rows.filter((other) => other !== row);
      expect(matchRows([row], others)[0]!.row, row.text).toBeNull();
    }
  });
});

it('conflicts cannot be settled by keeping the first row alone', () => {
  for (const seed of SEEDS) {
    const { planted, rows, csv } = makeTask(seed, content.banks);
    const lines = csv.split('\n');
    const wrongFirst = planted.filter(({ code, partner }) => {
      if (code !== 'conflicting-answers' || partner === null) return false;
      const truth = rows.find(({ line }) => line === partner)?.label;
      return truth !== undefined && !lines[partner - 1]!.endsWith(`,${truth}`);
    });
    expect(wrongFirst.length, String(seed)).toBeGreaterThan(0);
  }
});
