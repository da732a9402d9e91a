/** Touches the disk: reads what a part is graded on, and grades it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../../data/types.js';
import type { MethodResult } from '../../workflow/compare/schema.js';
import type { PreparedData } from '../../workflow/types.js';
import type { Answers } from './answers.js';
import type { PracticeContent } from './content.js';
import { gradeChoose } from './grade-choose.js';
import { gradeEstimate } from './grade-estimate.js';
import { gradePrepare } from './grade-prepare.js';
import { gradeTradeOffs, type Standing, standingOf, type TradeOffFacts } from './grade-trade-offs.js';
import { gradeValidate } from './grade-validate.js';
import { ungradable } from './result.js';
import { readRun, rowKeys } from './runs.js';
import { FILES, prepareFile, readAnswers, readRepaired } from './submission.js';
import type { PartResult, PracticePart, PracticeTask } from './types.js';

export interface CheckInput {
  home: string;
  folder: string;
  task: PracticeTask;
  content: PracticeContent;
}

/** Grades one part. What the learner wrote never makes it throw. */
export async function gradePart(part: PracticePart, { home, folder, task, content }: CheckInput): Promise<PartResult> {
  const { rubrics } = content;
  if (part === 'prepare') {
    const repaired = await readRepaired(folder, home);
    if ('fault' in repaired) return ungradable(part, repaired.fault);
    return gradePrepare(task, { report: repaired.prepared.report, examples: examplesOf(repaired.prepared) });
  }
  const read = await readAnswers(folder, task.seed);
  if ('fault' in read) return ungradable(part, read.fault);
  const { answers } = read;
  switch (part) {
    case 'validate':
      return gradeValidate(task, await messyFindings(task, home), answers.validate, rubrics.findings);
    case 'choose':
      return gradeChoose(task, answers.choose, rubrics.choose);
    case 'estimate': {
      const repaired = await readRepaired(folder, home);
      if ('fault' in repaired) return ungradable(part, repaired.fault);
      return gradeEstimate(task, repaired.prepared.size, answers.estimate);
    }
    case 'trade-offs':
      return gradeTradeOffs(await tradeOffFacts(folder, home, answers), answers.tradeOffs, rubrics.conclusion);
  }
}

async function tradeOffFacts(folder: string, home: string, { tradeOffs }: Answers): Promise<TradeOffFacts> {
  const repaired = await readRepaired(folder, home);
  const runs = { lora: await readRun(home, tradeOffs.lora.job), full: await readRun(home, tradeOffs.full.job) };
  if ('fault' in repaired) return { runs, data: null };
  const { prepared } = repaired;
  return { runs, data: { sha256: prepared.source.sha256, rows: rowKeys(examplesOf(prepared)) } };
}

export interface Duel extends Pick<Standing, 'accuracy' | 'loss'> {
  lora: MethodResult;
  full: MethodResult;
}

/** The two runs that the answer file names; null unless both finished. */
export async function readDuel(folder: string, home: string, seed: number): Promise<Duel | null> {
  const read = await readAnswers(folder, seed);
  if ('fault' in read) return null;
  const { lora, full } = read.answers.tradeOffs;
  const [one, other] = [await readRun(home, lora.job), await readRun(home, full.job)];
  if (one.kind !== 'finished' || other.kind !== 'finished') return null;
  const { accuracy, loss } = standingOf(one, other);
  return { lora: one.result, full: other.result, accuracy, loss };
}

/** All examples of the file, in its order. */
const examplesOf = ({ split: { train, validation, test } }: PreparedData) =>
  [...train, ...validation, ...test].sort((a, b) => a.line - b.line);

/** What `vishesh check` says of the messy file as the seed makes it, whatever became of the learner's copy. */
async function messyFindings(task: PracticeTask, home: string): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vishesh-practice-'));
  try {
    const file = join(folder, FILES.messy);
    await writeFile(file, task.csv);
    return (await prepareFile(file, home)).report.findings.filter(({ severity }) => severity !== 'info');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
