/** Starts, finds and stops the detached server of a home. */

import { type ChildProcess, spawn } from 'node:child_process';
import { open, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtProgram, lastWords } from '../base/built-program.js';
import { Problem } from '../base/error.js';
import { makeFolder } from '../base/files.js';
import { DEFAULT_PORT, SERVER_VERSION } from './serve-home.js';
import { liveRecord, logPath, type ServerRecord } from './server-record.js';

export interface FoundServer {
  /** Base URL for OpenAI clients, ending in `/v1`. */
  endpoint: string;
  pid: number;
  /** Whether this call started it. */
  started: boolean;
}

export interface EnsureOptions {
  /** Taken when free; else any free port. */
  port?: number;
  /** Arguments for `node` that run the server; by default the bundled one. */
  program?: readonly string[];
}

const POLL_MS = 50;
/** A server that cannot start ends at once; one on a busy machine only takes its time. */
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 15_000;
const MAX_LOG_BYTES = 1_000_000;

/** The server that answers for a home, or null. */
export async function serverStatus(home: string): Promise<ServerRecord | null> {
  return liveRecord(home);
}

/**
 * Gives the server of the home, started if none answers; it outlives this process. One of another program version is replaced.
 * Throws a `Problem`: `server-failed` with its last words, `not-built`.
 */
export async function ensureServer(home: string, options: EnsureOptions = {}): Promise<FoundServer> {
  const present = await liveRecord(home);
  if (present?.program === SERVER_VERSION) return { endpoint: present.endpoint, pid: present.pid, started: false };
  if (present) await stopServer(home);
  await makeFolder(home);
  const log = await openLog(logPath(home));
  try {
    const program = options.program ?? [builtProgram('deploy/daemon.js', { en: 'server', hi: 'Server' })];
    const child = spawn(process.execPath, [...program, home, String(options.port ?? DEFAULT_PORT)], {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: { ...process.env, VISHESH_HOME: home },
    });
    child.unref();
    const record = await answering(home, child);
    // Another one was quicker: ours is not needed, and must not come up late in a home that may be gone by then.
    if (record.pid !== child.pid) child.kill('SIGTERM');
    return { endpoint: record.endpoint, pid: record.pid, started: record.pid === child.pid };
  } finally {
    await log.close();
  }
}

/** Asks the server to end and waits until it has. False when none was running. */
export async function stopServer(home: string): Promise<boolean> {
  const record = await liveRecord(home);
  if (!record) return false;
  // It just answered with its own name, so the process id is still its own.
  signal(record.pid, 'SIGTERM');
  const end = Date.now() + STOP_TIMEOUT_MS;
  while (signal(record.pid, 0) && Date.now() < end) await sleep(POLL_MS);
  if (signal(record.pid, 0)) signal(record.pid, 'SIGKILL');
  return true;
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** Appends to the log; a long one begins anew. */
async function openLog(path: string) {
  const size = await stat(path).then(
    (info) => info.size,
    () => 0,
  );
  return open(path, size > MAX_LOG_BYTES ? 'w' : 'a');
}

/** Waits until a server answers for the home: the child, or one that was quicker. */
async function answering(home: string, child: ChildProcess): Promise<ServerRecord> {
  const end = Date.now() + START_TIMEOUT_MS;
  let over = false;
  child.once('error', () => {
    over = true;
  });
  while (Date.now() < end) {
    const ended = over || child.exitCode !== null || child.signalCode !== null;
    const record = await liveRecord(home);
    if (record) return record;
    if (ended) break;
    await sleep(POLL_MS);
  }
  if (child.pid !== undefined) signal(child.pid, 'SIGKILL');
  const words = await lastWords(logPath(home));
  throw new Problem({
    code: 'server-failed',
    message: { en: `The server could not start: ${words}`, hi: `Server start nahi ho paya: ${words}` },
    where: logPath(home),
    next: { en: 'Read the log, then run: vishesh doctor', hi: 'Log padho, phir chalao: vishesh doctor' },
    exitCode: 1,
  });
}
