/** What becomes of a practice task's score: a new start asks first, a passed part sells no hint, and the points add up. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readProgress, saveLearned } from '../../src/learn/progress/store.js';
import { PRACTICE_PARTS } from '../../src/learn/progress/summary.js';
import { cli, failure, jsonOf } from '../support/cli.js';

const SEED = 20;

let root: string;
let home: string;
let folder: string;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'vishesh-standing-'));
  home = join(root, 'home');
  folder = join(root, 'work');
  expect((await run('start', '--dir', folder, '--seed', String(SEED))).code).toBe(0);
});
afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

const run = (...args: string[]) => cli('practice', ...args, '--home', home);

/** All parts at 100, with the first one's hints paid. */
async function finish(hints: number): Promise<void> {
  for (let taken = 0; taken < hints; taken++) await run('hint', 'prepare', '--take');
  for (const part of PRACTICE_PARTS) await saveLearned(home, { type: 'practice-scored', part, score: 100 });
  await saveLearned(home, { type: 'practice-finished' });
  writeFileSync(join(folder, 'certificate.md'), 'Asha');
}

const standing = async () => jsonOf(await run('status', '--json')) as { score: number; seed: number; folder: string };

describe('a new start', () => {
  it('throws no finished task away unasked, and says what there is', async () => {
    await finish(2);
    for (const args of [[], ['--dir', join(root, 'other')]]) {
      const told = await failure(['practice', 'start', ...args, '--home', home], 'practice-finished');
      expect(told.where).toBe(folder);
      expect(told.message).toContain('96 / 100, finished');
      expect(told.next).toContain('practice start --again');
    }
    expect(existsSync(join(root, 'other'))).toBe(false);
    expect(await standing()).toMatchObject({ seed: SEED, folder, score: 96 });
  });

  it('throws no begun task away unasked, even where its folder is gone', async () => {
    await saveLearned(home, { type: 'practice-scored', part: 'prepare', score: 50 });
    rmSync(folder, { recursive: true });
    const other = join(root, 'other');
    const told = await failure(['practice', 'start', '--home', home, '--dir', other], 'practice-under-way');
    expect(told.message).toContain('10 / 100, not finished');
    expect((await run('start', '--again', '--dir', other)).code).toBe(0);
    expect(await standing()).toMatchObject({ folder: other, score: 0 });
  });

  it('leaves the finished files where they are when it is asked for in another folder', async () => {
    await finish(0);
    const other = join(root, 'other');
    expect((await run('start', '--again', '--dir', other, '--seed', '21')).code).toBe(0);
    expect(readFileSync(join(folder, 'certificate.md'), 'utf8')).toBe('Asha');
    expect(existsSync(join(folder, 'earlier-1'))).toBe(false);
    expect(await standing()).toMatchObject({ seed: 21, folder: other, score: 0 });
  });

  it('moves the certificate aside with the other files when it is asked for in the same folder', async () => {
    await finish(0);
    expect((await run('start', '--again', '--dir', folder, '--seed', '21')).code).toBe(0);
    expect(readFileSync(join(folder, 'earlier-1', 'certificate.md'), 'utf8')).toBe('Asha');
    expect(existsSync(join(folder, 'certificate.md'))).toBe(false);
    expect(existsSync(join(folder, 'earlier-1', 'answers.yaml'))).toBe(true);
    expect(readFileSync(join(folder, 'answers.yaml'), 'utf8')).toContain('seed: 21');
  });

  it('never writes over what is in a folder that is not the task\u2019s own', async () => {
    const other = join(root, 'taken');
    expect((await cli('practice', 'start', '--home', join(root, 'second'), '--dir', other)).code).toBe(0);
    await failure(['practice', 'start', '--again', '--dir', other, '--home', home], 'folder-not-empty');
    expect(await standing()).toMatchObject({ seed: SEED, folder });
  });
});

describe('a hint of a part that has passed', () => {
  it('is refused and costs nothing', async () => {
    await finish(1);
    const told = await failure(['practice', 'hint', 'prepare', '--take', '--home', home], 'part-passed', 1);
    expect(told.message).toContain('there is no hint to take');
    expect((await readProgress(home)).progress.practice?.hints).toEqual({ prepare: 1 });
    expect(await standing()).toMatchObject({ score: 98 });
    const { stdout } = await run('hint', 'prepare');
    expect(stdout).toContain('1. ');
    expect(stdout).toContain('This part has passed: there is no hint to take.');
    expect(stdout).not.toContain('--take');
  });
});

describe('the points', () => {
  it('of the parts are those after their hints, and add up to the score', async () => {
    await finish(2);
    const { stdout } = await run('status');
    expect(stdout).toMatch(/\[x\] prepare {6}80 {2}Prepare the data {2}\(100; 2 hints: -20\)/);
    expect(stdout).toMatch(/\[x\] validate {4}100 {2}Explain the findings\n/);
    expect(stdout).toContain('score: 96 / 100 (each part counts a fifth');
    const { parts, score } = jsonOf(await run('status', '--json')) as {
      parts: { best: number; points: number }[];
      score: number;
    };
    expect(parts[0]).toMatchObject({ best: 100, points: 80 });
    expect(parts.reduce((sum, { points }) => sum + points, 0) / 5).toBe(score);
  });

  it('are told in the same way by a check', async () => {
    await run('hint', 'choose', '--take');
    const { stdout } = await run('check', 'choose');
    expect(stdout).toMatch(/choose +0 {2}Choose a method {2}\(\d+; 1 hint: -10\)/);
    expect(stdout).toMatch(/\d+ \/ 100 \(each part counts a fifth/);
    for (const lang of ['en', 'hi'])
      for (const action of ['status', 'check'])
        for (const line of (await run(action, '--lang', lang)).stdout.split('\n'))
          if (!line.includes(folder)) expect(line.length).toBeLessThanOrEqual(80);
  });
});
