/** The practice task from its start to the certificate, through the command line, with two real trainings on the model in the box. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answer, choose, estimate, estimateQuestion, explain, repair, tradeOffs } from '../learn/practice/solver.js';
import { cli, ended, failure, jsonOf, startCli } from '../support/cli.js';
import { buildRunner } from '../support/runner-build.js';

const SEED = 20;
const PARTS = ['prepare', 'validate', 'choose', 'estimate', 'trade-offs'];

const CHECKED = z.object({
  seed: z.int(),
  folder: z.string(),
  passed: z.boolean(),
  score: z.number(),
  finishedAt: z.string().nullable(),
  parts: z.array(
    z.object({
      part: z.string(),
      status: z.enum(['pass', 'fail', 'error']),
      score: z.number().min(0).max(100),
      tests: z.array(z.object({ name: z.string(), status: z.enum(['pass', 'fail']), message: z.string() })),
      error: z.string().nullable(),
    }),
  ),
});

let root: string;
let home: string;
let folder: string;
beforeAll(async () => {
  await buildRunner();
  root = mkdtempSync(join(tmpdir(), 'vishesh-practice-'));
  home = join(root, 'home');
  folder = join(root, 'work');
});
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

const run = (...args: string[]) => cli('practice', ...args, '--home', home);
const check = async (...args: string[]) => {
  const ran = await run('check', ...args, '--json');
  return { code: ran.code, ...CHECKED.parse(jsonOf(ran)) };
};

describe('practice', () => {
  it('says in both languages that nothing was started', async () => {
    for (const action of ['status', 'check', 'report', 'reset'])
      await failure(['practice', action, '--home', home], 'practice-not-started');
    expect((await run('check', 'everything')).code).toBe(2);
  });

  it('starts with a folder of three files, and never writes over what is there', async () => {
    const started = jsonOf(await run('start', '--dir', folder, '--seed', String(SEED), '--json'));
    expect(started).toMatchObject({ seed: SEED, folder, parts: PARTS });
    expect(readFileSync(join(folder, 'messy.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(61);
    await failure(['practice', 'start', '--home', home, '--dir', join(root, 'other')], 'practice-under-way');
    await failure(['practice', 'start', '--home', join(root, 'second'), '--dir', folder], 'folder-not-empty');
  });

  it('passes nothing at first, with exit code 1 and no stack trace', async () => {
    const { code, passed, parts } = await check();
    expect(code).toBe(1);
    expect(passed).toBe(false);
    expect(parts.map(({ part }) => part)).toEqual(PARTS);
    for (const { status, score } of parts) {
      expect(status).not.toBe('pass');
      expect(score).toBeLessThan(10);
    }
    const { stdout, stderr } = await run('check', '--lang', 'hi');
    expect(stdout).toContain('Folder mein abhi repaired.csv nahi hai.');
    expect(stderr).not.toMatch(/\n\s+at /);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('watches: says so, grades again at a save, and ends in good order with Ctrl+C', async () => {
    const child = startCli(['practice', 'check', '--watch', '--json', '--home', home]);
    let saved = false;
    let stopped = false;
    const ran = await ended(child, ({ stdout, stderr }) => {
      if (!saved && stderr.includes('Watching the folder')) {
        saved = true;
        void answer(folder, { conclusion: 'a save' });
      }
      const lines = stdout.trimEnd().split('\n').length;
      if (saved && !stopped && lines >= 2) {
        stopped = true;
        child.kill('SIGINT');
      }
    });
    expect(ran.code, ran.stderr).toBe(130);
    const [first, again, last] = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(CHECKED.parse(first).parts.map(({ part }) => part)).toEqual(PARTS);
    expect(CHECKED.parse(again).parts.map(({ part }) => part)).toEqual(PARTS.slice(1));
    expect(last).toMatchObject({ error: { code: 'interrupted' } });
  }, 180_000);

  it('reports what is missing instead of a certificate', async () => {
    const { stdout } = await run('report', '--name', 'Asha');
    expect(stdout).toContain('This is no certificate yet');
    expect(stdout).toContain('vishesh practice check trade-offs');
    expect(existsSync(join(folder, 'certificate.svg'))).toBe(false);
    expect(existsSync(join(folder, 'progress-report.md'))).toBe(true);
  });

  it('tells the price of a hint before it is taken', async () => {
    const before = await run('hint', 'choose');
    expect(before.stdout).toContain("costs 10 of this part's 100 points");
    expect(before.stdout).not.toContain('1. ');
    expect((await run('hint', 'choose', '--take')).stdout).toMatch(/^1\. Ask in this order/);
    expect(jsonOf(await run('hint', 'choose', '--json'))).toMatchObject({ hintsLeft: 2, hintCost: 10, part: 'choose' });
    await run('hint', 'choose', '--take');
    await run('hint', 'choose', '--take');
    await failure(['practice', 'hint', 'choose', '--take', '--home', home], 'no-more-hints', 1);
    await failure(['practice', 'hint', '--home', home], 'usage');
  });

  it('begins anew without deleting anything; a hint stays paid', async () => {
    await repair(folder);
    await run('reset');
    expect(existsSync(join(folder, 'earlier-1', 'repaired.csv'))).toBe(true);
    expect(existsSync(join(folder, 'repaired.csv'))).toBe(false);
    expect(jsonOf(await run('hint', 'choose', '--json'))).toMatchObject({ hintsLeft: 0 });
    await run('reset', '--seed', String(SEED + 1));
    expect(jsonOf(await run('hint', 'choose', '--json'))).toMatchObject({ hintsLeft: 3 });
    await run('reset', '--seed', String(SEED));
  });

  it('passes who does the task, part after part, and gives a certificate of the own numbers', async () => {
    const readme = await readFile(join(folder, 'README.md'), 'utf8');
    const repaired = join(folder, 'repaired.csv');
    // The mechanical repair cannot judge.
    await cli('check', join(folder, 'messy.csv'), '--fix', repaired, '--home', home);
    const mechanical = await check('prepare');
    expect(mechanical).toMatchObject({ code: 1, passed: false });
    expect(mechanical.parts[0]?.score).toBeGreaterThan(50);
    await repair(folder);
    expect(await check('prepare')).toMatchObject({ code: 0, passed: true });

    const report = jsonOf(await cli('check', join(folder, 'messy.csv'), '--json', '--home', home));
    await answer(folder, { validate: explain(report as Parameters<typeof explain>[0], 0), choose: choose(readme) });
    expect((await check('validate')).parts[0]).toMatchObject({ status: 'pass', score: 100 });
    expect((await check('choose')).parts[0]).toMatchObject({ status: 'pass', score: 100 });

    const question = estimateQuestion(readme);
    const asked = ['--epochs', String(question.epochs), '--method', question.method, '--home', home];
    const plan = jsonOf(await cli('plan', repaired, ...asked, '--json')) as { estimate: { trainTokens: number } };
    const compared = jsonOf(
      await cli('compare', repaired, '--methods', 'lora,full', '--epochs', '1', '--home', home, '--json'),
    );
    const comparison = compared as Parameters<typeof tradeOffs>[0] & { data: { train: number } };
    const numbers = estimate(question, plan.estimate.trainTokens, comparison.data.train);
    await answer(folder, { estimate: numbers, 'trade-offs': tradeOffs(comparison) });
    const all = await check();
    expect(all.parts.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(all).toMatchObject({ code: 0, passed: true, score: 100 });
    expect(all.finishedAt).not.toBeNull();

    const made = jsonOf(await run('report', '--name', 'Asha <b>&"', '--json')) as {
      certificate: boolean;
      files: string[];
    };
    expect(made.certificate).toBe(true);
    const [markdown = '', picture = ''] = made.files.map((file) => readFileSync(file, 'utf8'));
    expect(markdown).toContain('Asha &lt;b>&"');
    expect(markdown).toContain(`Seed ${SEED}`);
    const own = comparison.methods.find(({ method }) => method === 'full')?.result.seconds.toFixed(1);
    expect(markdown).toContain(`${own} s`);
    expect(picture).toContain('Asha &lt;b&gt;&amp;&quot;');
    expect(picture).toContain(`${own} s`);
    expect(existsSync(join(folder, 'progress-report.md'))).toBe(false);
    expect((await cli('progress', '--home', home)).stdout).toContain('practice task: 100 / 100 (finished)');
  }, 300_000);

  it('takes the certificate back when the files no longer pass, and keeps the score', async () => {
    await answer(folder, { choose: {} });
    const made = jsonOf(await run('report', '--json'));
    expect(made).toMatchObject({ certificate: false, score: 100 });
  });
});
