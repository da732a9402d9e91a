import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimHolder, releaseClaim, takeClaim, takeTurn } from '../../src/jobs/lock.js';
import { isAlive, type ProcessIdentity, thisProcess } from '../../src/jobs/process-identity.js';

let folder: string;
let claim: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vishesh-lock-'));
  claim = join(folder, 'claim.json');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A living process that is not this one. */
function another(): ProcessIdentity {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  children.push(child);
  return { pid: child.pid!, start: null };
}
const dead = (): ProcessIdentity => ({ pid: process.pid, start: 'another boot:1' });

describe('process identity', () => {
  it('knows that this process is alive', () => {
    expect(isAlive(thisProcess())).toBe(true);
  });

  it.runIf(process.platform === 'linux')('is not fooled by another process with the same id', () => {
    expect(isAlive(dead())).toBe(false);
  });

  it('knows that a process has ended', async () => {
    const other = another();
    const child = children.at(-1)!;
    const gone = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    expect(isAlive(other)).toBe(false);
  });
});

describe('a claim', () => {
  it('belongs to whoever takes it first, until it is given up', async () => {
    expect(await claimHolder(claim)).toBeNull();
    expect(await takeClaim(claim)).toBe(true);
    expect((await claimHolder(claim))?.pid).toBe(process.pid);
    await releaseClaim(claim);
    expect(await claimHolder(claim)).toBeNull();
  });

  it('is refused while another living process holds it, and is not released by this one', async () => {
    await writeFile(claim, JSON.stringify(another()));
    expect(await takeClaim(claim)).toBe(false);
    await releaseClaim(claim);
    expect(await claimHolder(claim)).not.toBeNull();
  });

  it.runIf(process.platform === 'linux')('of a dead process is taken over, and nothing is left beside it', async () => {
    await writeFile(claim, JSON.stringify(dead()));
    expect(await takeClaim(claim)).toBe(true);
    expect(await readdir(folder)).toEqual(['claim.json']);
  });

  it('that was never filled in counts as being written, and later as left behind', async () => {
    await writeFile(claim, '');
    expect(await claimHolder(claim)).toBeNull();
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(claim, longAgo, longAgo);
    expect(await takeClaim(claim)).toBe(true);
    expect(JSON.parse(await readFile(claim, 'utf8')).pid).toBe(process.pid);
  });
});

describe('a turn', () => {
  const never = (): boolean => false;

  it('is given at once when nobody runs, and leaves nothing behind', async () => {
    const end = await takeTurn(folder, '20260101-0000-aaaa', never);
    await end?.();
    expect(await readdir(join(folder, 'jobs', '.queue'))).toEqual([]);
    expect(await readdir(join(folder, 'jobs'))).toEqual(['.queue']);
  });

  it('waits for the one that runs, tells so once, and can be given up', async () => {
    await mkdir(join(folder, 'jobs'), { recursive: true });
    await writeFile(join(folder, 'jobs', '.running'), JSON.stringify(another()));
    let told = 0;
    let asked = 0;
    const turn = await takeTurn(
      folder,
      '20260101-0000-aaaa',
      () => ++asked > 3,
      () => told++,
    );
    expect(turn).toBeNull();
    expect(told).toBe(1);
    expect(await readdir(join(folder, 'jobs', '.queue'))).toEqual([]);
  });

  it('waits behind an earlier living runner even when nobody runs, but not behind a dead one', async () => {
    const queue = join(folder, 'jobs', '.queue');
    await mkdir(queue, { recursive: true });
    await writeFile(
      join(queue, '000000000000001-20260101-0000-dead'),
      JSON.stringify({ pid: 2 ** 22 + 5, start: null }),
    );
    await writeFile(join(queue, '000000000000002-20260101-0000-bbbb'), JSON.stringify(another()));
    let asked = 0;
    expect(await takeTurn(folder, '20260101-0000-aaaa', () => ++asked > 2)).toBeNull();
    expect(await readdir(queue)).toEqual(['000000000000002-20260101-0000-bbbb']);
    const child = children.at(-1)!;
    const gone = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    const end = await takeTurn(folder, '20260101-0000-aaaa', never);
    expect(end).not.toBeNull();
    await end?.();
  });
});
