/** `npm run pretrain`: trains the shipped base model from random weights or a model's, or goes on from the newest checkpoint. */
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTrainableModel } from '../engine/llama/trainable-model.js';
import { createOptimizer } from '../engine/train/adamw.js';
import { checkpointFolder, latestCheckpoint } from '../engine/train/checkpoint.js';
import { trainingEnvironment } from '../engine/train/process-environment.js';
import { OPTIMIZER, SEED, SHAPE, sourceWeight } from './recipe.js';
import { DocumentTokens } from './tokenizer/document-tokens.js';
import { type PretrainArguments, readArguments, USAGE } from './train/arguments.js';
import { sourceNames } from './train/corpus-files.js';
import { pretrain } from './train/loop.js';
import { type MixedSource, Mixture, shares } from './train/mixture.js';
import { dataHash, openStream, trainedTokenizer } from './train/prepare.js';
import { LATE_STEPS, stepsFor } from './train/schedule.js';
import { startingWeights } from './train/starting-weights.js';

async function main(given: PretrainArguments): Promise<void> {
  const log = (line: Record<string, unknown>): void => {
    const text = JSON.stringify({ time: new Date().toISOString(), ...line });
    appendFileSync(join(given.out, 'log.jsonl'), `${text}\n`);
    process.stdout.write(`${text}\n`);
  };
  const tokens = new DocumentTokens(await trainedTokenizer(given.out, given.corpus, given.from));
  const sources: MixedSource[] = [];
  for (const name of await sourceNames(given.corpus))
    sources.push({ stream: await openStream(given.corpus, name, tokens, SEED), weight: sourceWeight(name) });
  logSources(sources, log);

  const checkpoints = join(given.out, 'checkpoints');
  const resumeFrom = await latestCheckpoint(checkpoints);
  const hash = dataHash(sources.map(({ stream }) => stream));
  if (resumeFrom !== null && resumeFrom.state.dataHash !== hash && !given.newData)
    throw new Error(
      'the corpus or its tokenizer is not the one of the checkpoint; give --new-data to go on all the same',
    );

  const model = await createTrainableModel({
    config: { ...SHAPE },
    weights: await startingWeights(given.from),
    spec: { method: 'full' },
    seed: SEED,
    threads: given.threads,
  });
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (asked = true));
  const endMs = performance.now() + given.minutes * 60_000;
  await pretrain({
    model,
    optimizer: createOptimizer({ trainable: model.trainable, shapes: model.shapes, config: OPTIMIZER }),
    mixture: new Mixture(sources, SEED),
    checkpoints: checkpointFolder(checkpoints, model.shapes),
    resumeFrom,
    mainSteps: stepsFor(given.tokens),
    totalSteps: stepsFor(given.tokens) + LATE_STEPS,
    seed: SEED,
    dataHash: hash,
    threads: given.threads,
    logEvery: 20,
    checkpointEveryMs: given.checkpointMinutes * 60_000,
    nowMs: () => performance.now(),
    log,
    stopping: () => asked || performance.now() > endMs,
  });
  await model.release();
}

/** What the text consists of: tokens of one pass, and the share of each source in the four stages. */
function logSources(sources: readonly MixedSource[], log: (line: Record<string, unknown>) => void): void {
  const of = ([1, 2, 3, 4] as const).map((stage) => shares(sources, stage));
  for (const [i, { stream }] of sources.entries())
    log({
      source: stream.name,
      tokens: stream.length,
      shares: of.map((stage) => Number((stage[i] ?? 0).toFixed(4))),
    });
}

/** The C library's settings for training are read when a process starts, so the work is done by a second one. */
function restart(): void {
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    env: { ...trainingEnvironment(process.env), VISHESH_PRETRAIN_CHILD: '1' },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

const given = readArguments(process.argv.slice(2));
if (given === null) process.stdout.write(`${USAGE}\n`);
else if (process.env.VISHESH_PRETRAIN_CHILD === undefined) restart();
else await main(given);
