/** What only a process of its own can show: signals, pipes that close, a full disk behind stdout, two commands on one home. */
import { openSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelJob } from '../../src/jobs/control.js';
import { readProgress } from '../../src/jobs/folder.js';
import { cli, ended, jsonOf, type Ran, startCli, type Told } from '../support/cli.js';
import { type CliWorld, cliWorld } from '../support/cli-world.js';
import { buildRunner } from '../support/runner-build.js';
import { untilEnded } from '../support/until-ended.js';

let world: CliWorld;
let home: string;
let run: string[];
beforeAll(async () => {
  await buildRunner();
  world = await cliWorld();
  home = world.home;
  run = ['run', world.data, '--base', world.tiny, '--home', home, '--no-measure', '--no-deploy', '--json'];
});
afterAll(() => world.remove());

const noStack = ({ stdout, stderr }: Ran): void => expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at .*:\d+:\d+/);

describe('a signal during run', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends it with %i; the job goes on, and the message says how to stop it', async (signal, code) => {
    const child = startCli([...run, '--epochs', '100', '--events']);
    let sent = false;
    const ran = await ended(child, ({ stdout }) => {
      if (sent || !stdout.includes('"stage":"train"')) return;
      sent = true;
      child.kill(signal);
    });
    expect(ran.code).toBe(code);
    const { error } = jsonOf(ran) as { error: Told };
    expect(error).toMatchObject({ code: 'interrupted', next: `To stop it: vishesh jobs cancel ${error.where}` });
    const jobId = error.where ?? '';
    expect(['running', 'succeeded']).toContain((await readProgress(home, jobId)).status);
    await cancelJob(home, jobId).catch(() => undefined);
    await untilEnded(home, jobId);
    noStack(ran);
  });

  it('ends a check with 130, too, and nothing it still finds is printed', async () => {
    const line = (i: number): string =>
      `{"input":"${`what about order ${i} `.repeat(60)}","output":"it is on its way ${i}"}\n`;
    const large = world.file('large.jsonl', Array.from({ length: 30_000 }, (_, i) => line(i)).join(''));
    const child = startCli(['check', large, '--home', home, '--json']);
    // The first sign of progress.
    child.stderr?.once('data', () => child.kill('SIGINT'));
    const ran = await ended(child);
    expect(ran.code).toBe(130);
    expect(ran.stdout.split('\n')).toHaveLength(2);
    expect(jsonOf(ran)).toMatchObject({ error: { code: 'interrupted', where: null } });
    noStack(ran);
  });
});

describe('two commands on one home', () => {
  it('run one after the other, and both end well', async () => {
    const both = await Promise.all([ended(startCli(run)), ended(startCli([...run, '--seed', '7']))]);
    const results = both.map((ran) => jsonOf(ran) as { jobId: string; status: string });
    expect(results.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
    expect(new Set(results.map(({ jobId }) => jobId)).size).toBe(2);
    for (const ran of both) expect(ran.code).toBe(0);
    const listed = jsonOf(await cli('jobs', 'list', '--home', home, '--json')) as {
      jobs: { jobId: string; modelId: string }[];
    };
    const mine = listed.jobs.filter(({ jobId }) => results.some((result) => result.jobId === jobId));
    expect(mine).toHaveLength(2);
  });
});

describe('output that cannot be written', () => {
  it('to a pipe whose reader has gone is no failure and no stack', async () => {
    const child = startCli(['models', 'list', '--json', '--home', home]);
    child.stdout?.destroy();
    const ran = await ended(child);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });

  it.runIf(process.platform === 'linux')('to a full disk is said on stderr, with exit code 1', async () => {
    for (const args of [['models', 'list', '--json', '--home', home], ['--help']]) {
      const ran = await ended(startCli(args, { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'] }));
      expect(ran.code).toBe(1);
      expect(ran.stderr).toContain('ENOSPC');
      noStack(ran);
    }
  });
});
