/** The unfinished workflow in `<home>/workflow.json`: what a person decided and where they were. Touches the disk. */
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder, readJson, writeAtomic } from '../base/files.js';
import type { Localized } from '../base/localized.js';
import { TASKS } from '../data/types.js';
import { hyperparametersSchema, loraSchema } from '../jobs/spec.js';
import { BUDGETS, COMPUTES, METHODS } from '../plan/types.js';
import type { WorkflowState } from './machine.js';
import { STEPS } from './types.js';

const edits = hyperparametersSchema.partial().extend({
  lora: loraSchema.partial().nullable().optional(),
  partial: z.object({ lastBlocks: z.number() }).nullable().optional(),
});

const columns = z.object({ prompt: z.string(), completion: z.string(), context: z.string(), messages: z.string() });

const savedSchema = z.object({
  version: z.literal(1),
  savedAt: z.iso.datetime(),
  step: z.enum(STEPS),
  /** Of the steps from 5 on. */
  jobId: z.string().nullable(),
  choices: z.object({
    file: z.string().nullable(),
    base: z.string(),
    adapter: z.string().nullish(),
    task: z.enum(TASKS).nullable(),
    columns: columns.partial().nullable(),
    budget: z.enum(BUDGETS),
    compute: z.enum(COMPUTES),
    method: z.enum(METHODS).nullable(),
    hyperparameters: edits,
    seed: z.number(),
    deploy: z.boolean(),
    modelId: z.string().nullable(),
  }),
});

export type SavedWorkflow = Omit<z.infer<typeof savedSchema>, 'version' | 'savedAt'>;

const pathIn = (home: string): string => join(home, 'workflow.json');

/** What is worth coming back to; null before a file is chosen, after a cancelled job, and after the last step. */
export function savedOf(state: WorkflowState): SavedWorkflow | null {
  const { choices, jobId, outcome, deployed } = state;
  // On the way back to a step, that step is where a person is.
  const step = state.resumeTo ?? state.step;
  const ended = state.finished || outcome?.status === 'cancelled' || (step === 'deploy' && deployed !== null);
  if (ended || (choices.file === null && jobId === null)) return null;
  return { step, jobId: ['monitor', 'evaluate', 'deploy'].includes(step) ? jobId : null, choices };
}

export interface ReadWorkflow {
  saved: SavedWorkflow | null;
  notice: Localized | null;
}

/** Never throws: a damaged file is put aside, one of a newer version left alone; both are told. */
export async function readWorkflow(home: string): Promise<ReadWorkflow> {
  const path = pathIn(home);
  try {
    const { version: _, savedAt: __, ...saved } = await readJson(path, savedSchema, '');
    return { saved, notice: null };
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return { saved: null, notice: null };
  }
  if (await isNewer(path)) return { saved: null, notice: NEWER };
  await rename(path, `${path}.bad`).catch(() => {});
  return { saved: null, notice: DAMAGED };
}

/** Null removes it. A file of a newer version is never touched. */
export async function writeWorkflow(home: string, saved: SavedWorkflow | null, now: Date): Promise<void> {
  const path = pathIn(home);
  if (await isNewer(path)) return;
  if (saved === null) return rm(path, { force: true });
  await makeFolder(home);
  await writeAtomic(path, `${JSON.stringify({ version: 1, savedAt: now.toISOString(), ...saved }, null, 2)}\n`);
}

async function isNewer(path: string): Promise<boolean> {
  const file = await readJson(path, z.looseObject({ version: z.number() }), '').catch(() => null);
  return file !== null && file.version > 1;
}

const DAMAGED: Localized = {
  en: 'The unfinished workflow could not be read; workflow.json was put aside as workflow.json.bad.',
  hi: 'Adhoora workflow padha nahi gaya; workflow.json ko workflow.json.bad naam se alag rakh diya.',
};

const NEWER: Localized = {
  en: 'workflow.json comes from a newer vishesh and is not used here.',
  hi: 'workflow.json naye vishesh ki hai, isliye yahan use nahi ho rahi.',
};
