/**
 * Checkpoints on disk: `step-NNNNNN/` with weights, both moments, the training state, and a DONE file. A folder is written under
 * another name and renamed when all of it is on the disk, so a crash leaves whole checkpoints only. Kept: the newest, to resume
 * from, and the best one's weights.
 */
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder, writeAtomic } from '../../base/files.js';
import { readSafetensors, writeSafetensors } from '../formats/safetensors.js';
import { diskFull } from './problems.js';
import type { CheckpointStore, OptimizerState, Snapshot, TrainingState } from './types.js';

const FILES = {
  weights: 'weights.safetensors',
  first: 'first-moment.safetensors',
  second: 'second-moment.safetensors',
  state: 'state.json',
  done: 'DONE',
} as const;
const PARTIAL = '.partial';
const STEP_FOLDER = /^step-(\d{6,})$/;

const stateSchema: z.ZodType<TrainingState> = z.object({
  version: z.literal(1),
  step: z.int().nonnegative(),
  seed: z.int(),
  dataHash: z.string(),
  threads: z.int(),
  stopping: z.object({ bestLoss: z.number().nullable(), bestStep: z.int(), since: z.int() }),
  watchdog: z.object({ window: z.array(z.number()), bestMean: z.number().nullable(), suspicious: z.int() }),
  totals: z.object({
    tokens: z.number(),
    supervised: z.number(),
    seconds: z.number(),
    firstLoss: z.number().nullable(),
    lastLoss: z.number().nullable(),
    peakRssBytes: z.number(),
  }),
  finished: z.enum(['completed', 'early-stopping']).nullable(),
});

/** A folder of checkpoints as the training loop sees it. `shapes` are those of the trainable parameters. */
export function checkpointFolder(folder: string, shapes: ReadonlyMap<string, number[]>): CheckpointStore {
  return {
    async save(snapshot) {
      const name = stepName(snapshot.state.step);
      // A whole checkpoint of this step has the same content: runs are deterministic.
      if ((await wholeSteps(folder)).includes(snapshot.state.step)) return;
      const temporary = join(folder, `${name}${PARTIAL}`);
      try {
        await writeSnapshot(temporary, snapshot, shapes);
        await rm(join(folder, name), { recursive: true, force: true });
        await rename(temporary, join(folder, name));
      } catch (error) {
        await rm(temporary, { recursive: true, force: true });
        throw isDiskFull(error) ? diskFull(folder, error) : error;
      }
      await prune(folder, snapshot.state);
    },
    weightsAt: (step) => readSafetensors(join(folder, stepName(step), FILES.weights)),
  };
}

/** The newest whole checkpoint, or null when there is none. A damaged one is passed over for the one before it. */
export async function latestCheckpoint(folder: string): Promise<Snapshot | null> {
  for (const step of (await wholeSteps(folder)).reverse()) {
    const path = join(folder, stepName(step));
    const snapshot = await readSnapshot(path).catch(() => null);
    if (snapshot !== null) return snapshot;
  }
  return null;
}

async function writeSnapshot(
  folder: string,
  { state, weights, optimizer }: Snapshot,
  shapes: ReadonlyMap<string, number[]>,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await makeFolder(folder);
  const tensors = (values: ReadonlyMap<string, Float32Array>) =>
    [...values].map(([name, data]) => ({ name, shape: shapes.get(name) ?? [data.length], data }));
  await writeSafetensors(join(folder, FILES.weights), tensors(weights));
  await writeSafetensors(join(folder, FILES.first), tensors(optimizer.first));
  await writeSafetensors(join(folder, FILES.second), tensors(optimizer.second));
  await writeAtomic(join(folder, FILES.state), JSON.stringify({ ...state, optimizerSteps: optimizer.steps }));
  await writeFile(join(folder, FILES.done), '');
}

async function readSnapshot(folder: string): Promise<Snapshot> {
  const json: unknown = JSON.parse(await readFile(join(folder, FILES.state), 'utf8'));
  const { optimizerSteps } = z.object({ optimizerSteps: z.int() }).parse(json);
  const optimizer: OptimizerState = {
    steps: optimizerSteps,
    first: await readSafetensors(join(folder, FILES.first)),
    second: await readSafetensors(join(folder, FILES.second)),
  };
  return { state: stateSchema.parse(json), weights: await readSafetensors(join(folder, FILES.weights)), optimizer };
}

/** Removes all but this step and the best one; the best one keeps only its weights. */
async function prune(folder: string, state: TrainingState): Promise<void> {
  for (const entry of await readdir(folder)) {
    const step = Number(STEP_FOLDER.exec(entry)?.[1] ?? Number.NaN);
    if (step === state.step || (Number.isNaN(step) && !entry.endsWith(PARTIAL))) continue;
    const isBest = state.stopping.bestLoss !== null && step === state.stopping.bestStep;
    const remove = isBest ? [FILES.done, FILES.first, FILES.second] : [''];
    for (const file of remove) await rm(join(folder, entry, file), { recursive: true, force: true });
  }
}

async function wholeSteps(folder: string): Promise<number[]> {
  const entries = await readdir(folder).catch(() => []);
  const steps: number[] = [];
  for (const entry of entries) {
    const step = STEP_FOLDER.exec(entry)?.[1];
    const done = await stat(join(folder, entry, FILES.done)).catch(() => null);
    if (step !== undefined && done !== null) steps.push(Number(step));
  }
  return steps.sort((a, b) => a - b);
}

function stepName(step: number): string {
  return `step-${String(step).padStart(6, '0')}`;
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
