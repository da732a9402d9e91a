/** The command line as a user meets it: in this process where that is enough, in one of its own where signals or pipes matter. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { main } from '../../src/commands/main.js';

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `main(args)` and captures what it writes. One at a time. */
export async function cli(...args: string[]): Promise<Ran> {
  const ran = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      ran[stream] += text;
      return true;
    }),
  );
  try {
    return { code: await main(args), ...ran };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** The last line of stdout, which is the result of a `--json` command. */
export function jsonOf({ stdout }: Ran): unknown {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}

export interface Told {
  code: string;
  message: string;
  where: string | null;
  next: string;
}

/**
 * Runs the command with --json and in words, in both languages, and expects the same failure each time: the exit code, one line of JSON,
 * a message and a next step that differ between the languages, and nowhere a stack trace.
 */
export async function failure(args: string[], code: string, exitCode = 2): Promise<Told> {
  const asJson = await cli(...args, '--json');
  expect(asJson.stdout.split('\n')).toHaveLength(2);
  expect(asJson.code, asJson.stdout).toBe(exitCode);
  const { error } = jsonOf(asJson) as { error: Told };
  expect(error.code).toBe(code);
  for (const text of [error.message, error.next]) expect(text.length).toBeGreaterThan(5);
  const inWords = await cli(...args, '--lang', 'hi');
  expect(inWords.code).toBe(exitCode);
  expect(inWords.stdout).toBe('');
  if (error.where !== null) expect(inWords.stderr).toContain(error.where);
  for (const { stdout, stderr } of [asJson, inWords])
    expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at \S+.*:\d+:\d+|Error: /);
  return error;
}

const ROOT = new URL('../..', import.meta.url).pathname;

/** The program in a process of its own, from the sources. */
export function startCli(args: string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src', 'cli.ts'), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
}

/** What a process writes until it ends; `seen` is called with everything so far whenever there is more. */
export async function ended(child: ChildProcess, seen: (ran: Ran) => void = () => {}): Promise<Ran> {
  const ran: Ran = { code: null, stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      ran[stream] += text;
      seen(ran);
    });
  ran.code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  return ran;
}
