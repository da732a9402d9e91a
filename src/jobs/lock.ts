/**
 * Who runs. A claim is a file that holds the identity of a living process; the claim of a dead one may be taken over.
 * Every runner claims its job; one at a time also claims the home. The others wait, first come, first served.
 */
import { link, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '../base/files.js';
import { jobsFolder } from '../base/home.js';
import { identitySchema, isAlive, type ProcessIdentity, thisProcess } from './process-identity.js';

/** A claim is created empty and filled at once; one that stays empty this long belongs to a process that died in between. */
const EMPTY_CLAIM_MS = 5_000;
const WAIT_MS = 250;

/** The living process that holds the claim, or null. */
export async function claimHolder(path: string): Promise<ProcessIdentity | null> {
  const found = await readClaim(path);
  if (found === null) return null;
  return found === 'being-written' || !isAlive(found) ? null : found;
}

/** Takes the claim for this process. False when another living process has it. */
export async function takeClaim(path: string): Promise<boolean> {
  const own = thisProcess();
  await makeFolder(dirname(path));
  for (;;) {
    try {
      await writeFile(path, JSON.stringify(own), { flag: 'wx' });
      return true;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const holder = await readClaim(path);
    if (holder === null) continue;
    if (holder === 'being-written') await sleep(50);
    else if (isAlive(holder)) return holder.pid === own.pid;
    else await moveAside(path, holder);
  }
}

/** Gives the claim up, if it is this process's. */
export async function releaseClaim(path: string): Promise<void> {
  const holder = await readClaim(path);
  if (holder !== null && holder !== 'being-written' && holder.pid === process.pid) await rm(path, { force: true });
}

/**
 * Waits until no earlier runner of this home is alive, then claims the home. Resolves with the function that gives the turn
 * back, or with null when `givenUp` says so while waiting. `onWait` is called once, when there is something to wait for.
 */
export async function takeTurn(
  home: string,
  jobId: string,
  givenUp: () => boolean,
  onWait: () => void = () => {},
): Promise<(() => Promise<void>) | null> {
  const queue = join(jobsFolder(home), '.queue');
  const running = join(jobsFolder(home), '.running');
  const ticket = join(queue, `${String(Date.now()).padStart(15, '0')}-${jobId}`);
  await takeClaim(ticket);
  let waited = false;
  while (!((await isFirst(queue, ticket)) && (await takeClaim(running)))) {
    if (givenUp()) {
      await releaseClaim(ticket);
      return null;
    }
    if (!waited) onWait();
    waited = true;
    await sleep(WAIT_MS);
  }
  return async () => {
    await releaseClaim(running);
    await releaseClaim(ticket);
  };
}

/** Whether no living runner has an earlier ticket. Tickets of dead ones are removed. */
async function isFirst(queue: string, ticket: string): Promise<boolean> {
  for (const name of (await readdir(queue)).sort()) {
    const path = join(queue, name);
    if (path >= ticket) return true;
    const holder = await readClaim(path);
    if (holder === 'being-written' || (holder !== null && isAlive(holder))) return false;
    await rm(path, { force: true });
  }
  return true;
}

async function readClaim(path: string): Promise<ProcessIdentity | 'being-written' | null> {
  try {
    const parsed = identitySchema.safeParse(JSON.parse((await readFile(path, 'utf8')) || 'null'));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    if (!(error instanceof SyntaxError)) throw error;
  }
  const age = await stat(path).then(
    (file) => Date.now() - file.mtimeMs,
    () => 0,
  );
  return age < EMPTY_CLAIM_MS ? 'being-written' : { pid: 2 ** 31 - 1, start: 'nobody' };
}

/** Removes a dead process's claim; when another process was faster and this moved its fresh claim, puts that back. */
async function moveAside(path: string, dead: ProcessIdentity): Promise<void> {
  const aside = `${path}.${process.pid}.stale`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = await readClaim(aside);
  const isDead = moved !== null && moved !== 'being-written' && moved.pid === dead.pid && moved.start === dead.start;
  if (!isDead) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
