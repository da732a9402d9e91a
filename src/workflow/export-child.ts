/** An export from the app: the command in a process of its own, because it computes for seconds without a pause. Touches the disk. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { builtProgram } from '../base/built-program.js';
import { Problem } from '../base/error.js';
import type { Lang } from '../base/localized.js';
import type { ExportFormat } from '../deploy/export/names.js';

export interface ExportAsked {
  jobId: string;
  modelId: string;
  format: ExportFormat;
  lang: Lang;
}

const doneSchema = z.object({
  out: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.number() })),
  checks: z.array(z.object({ text: z.string() })),
});
const failedSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), where: z.string().nullable(), next: z.string() }),
});

export interface ExportDone {
  out: string;
  files: { name: string; bytes: number }[];
  checks: string[];
}

/** `onStage` is told what the command says it is doing. Rejects with the command's own `Problem`. */
export async function exportInChild(
  home: string,
  { jobId, modelId, format, lang }: ExportAsked,
  onStage: (stage: string) => void,
  signal: AbortSignal,
): Promise<ExportDone> {
  const out = freeFolder(join(process.cwd(), `${modelId}-${format}`));
  const program = builtProgram('cli.js', { en: 'command line', hi: 'Command line' });
  const flags = ['--format', format, '--out', out, '--json', '--lang', lang, '--home', home];
  const child = spawn(process.execPath, [program, 'export', jobId, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGTERM',
  });
  let last = '';
  createInterface(child.stdout).on('line', (line) => {
    last = line;
  });
  createInterface(child.stderr).on('line', onStage);
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  return resultOf(last, out);
}

function resultOf(line: string, out: string): ExportDone {
  const value: unknown = line.startsWith('{') ? JSON.parse(line) : null;
  const done = doneSchema.safeParse(value);
  if (done.success) return { ...done.data, checks: done.data.checks.map(({ text }) => text) };
  const failed = failedSchema.safeParse(value);
  if (failed.success) {
    const { where, ...error } = failed.data.error;
    throw new Problem({ ...error, ...(where === null ? {} : { where }) });
  }
  throw new Problem({
    code: 'export-failed',
    message: { en: 'The export ended without a result.', hi: 'Export bina result ke khatam ho gaya.' },
    where: out,
    next: { en: 'Run it from the shell: vishesh export', hi: 'Shell se chalao: vishesh export' },
  });
}

/** A folder that is not there yet: nothing of an earlier export is written over. */
function freeFolder(wanted: string): string {
  for (let n = 1; ; n++) {
    const folder = n === 1 ? wanted : `${wanted}-${n}`;
    if (!existsSync(folder)) return folder;
  }
}
