/** `practice`: the graded mini task: start it, check it, take a hint, begin anew, and the certificate. */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { Problem } from '../base/error.js';
import { say } from '../base/localized.js';
import { DEFAULT_FOLDER } from '../learn/practice/default-folder.js';
import {
  checkPart,
  type PartStanding,
  type Practice,
  readPractice,
  resetPractice,
  startPractice,
  takeHint,
} from '../learn/practice/practice.js';
import { pointsOf } from '../learn/practice/report-facts.js';
import { FILES } from '../learn/practice/submission.js';
import { MAX_SEED } from '../learn/practice/task.js';
import type { PartResult, PracticePart } from '../learn/practice/types.js';
import { thisMoment } from '../learn/progress/store.js';
import { PRACTICE_PARTS } from '../learn/progress/summary.js';
import { interruptible, type Left } from './interrupt.js';
import type { CommandIo } from './io.js';
import { inLanguage } from './json.js';
import type { PRACTICE_ACTIONS } from './practice-actions.js';
import { ALL_PASSED, hintText, resultText, scoreText, standingText, startedText, WATCHING } from './practice-text.js';

export interface PracticeArgs {
  action: (typeof PRACTICE_ACTIONS)[number];
  part?: PracticePart | undefined;
  dir?: string;
  seed?: number;
  /** Of a start: though there is a task already. */
  again?: boolean;
  watch?: boolean;
  /** Of a hint: pay for the next one. */
  take?: boolean;
  name?: string;
}

export async function practiceCommand(args: PracticeArgs, io: CommandIo): Promise<number> {
  switch (args.action) {
    case 'start':
      return start(args, io);
    case 'check':
      return check(args, io);
    case 'hint':
      return hint(args, io);
    case 'reset':
      return begun(await resetPractice(io.home, { seed: args.seed, lang: io.lang }), io);
    case 'report':
      return report(args, io);
    case 'status':
      return status(await readPractice(io.home, { folder: args.dir }), io);
  }
}

async function start(
  { dir = DEFAULT_FOLDER, seed = randomInt(1, MAX_SEED + 1), again }: PracticeArgs,
  io: CommandIo,
): Promise<number> {
  return begun(await startPractice({ home: io.home, folder: dir, seed, lang: io.lang, again }), io);
}

function begun(practice: Practice, io: CommandIo): number {
  const { folder, task } = practice;
  const files = Object.values(FILES).map((name) => join(folder, name));
  if (io.json) io.out(JSON.stringify({ seed: task.seed, folder, files, parts: PRACTICE_PARTS }));
  else io.out(startedText(practice, io.lang));
  return 0;
}

function status(practice: Practice, io: CommandIo): number {
  const { folder, task, score, finishedAt } = practice;
  const parts = practice.parts.map(withPoints);
  if (io.json) io.out(JSON.stringify(inLanguage({ seed: task.seed, folder, parts, score, finishedAt }, io.lang)));
  else io.out(standingText(practice, io.lang));
  return 0;
}

const withPoints = (standing: PartStanding) => ({ ...standing, points: pointsOf(standing) });

/** 1 when a part that was checked did not pass. */
async function check({ part, dir, watch }: PracticeArgs, io: CommandIo): Promise<number> {
  const practice = await readPractice(io.home, { folder: dir });
  const parts = part === undefined ? PRACTICE_PARTS : [part];
  if (!watch) return tell(await checked(practice, parts), practice, part !== undefined, io);
  const stopping = new AbortController();
  const stop = (): Left => {
    stopping.abort();
    return STOPPED;
  };
  return interruptible(io, (own) => watchAndCheck(practice, parts, stopping.signal, own), stop);
}

async function watchAndCheck(
  practice: Practice,
  parts: readonly PracticePart[],
  signal: AbortSignal,
  io: CommandIo,
): Promise<number> {
  const { watchPractice } = await import('../learn/practice/watch.js');
  const again = async (touched: readonly PracticePart[]): Promise<void> => {
    const wanted = parts.filter((part) => touched.includes(part));
    if (wanted.length === 0) return;
    const results = await checked(practice, wanted);
    if (!io.json) io.out(`\n${thisMoment().iso.slice(11, 19)} UTC`);
    await tell(results, practice, parts.length === 1, io);
  };
  await watchPractice(practice.folder, again, signal, async () => {
    await again(parts);
    io.progress(`${say(WATCHING, io.lang)}\n`);
  });
  return 130;
}

async function checked(practice: Practice, parts: readonly PracticePart[]): Promise<PartResult[]> {
  const results: PartResult[] = [];
  for (const part of parts) results.push(await checkPart(practice, part));
  return results;
}

async function tell(
  results: readonly PartResult[],
  { home, folder }: Practice,
  whole: boolean,
  io: CommandIo,
): Promise<number> {
  const passed = results.every((result) => result.status === 'pass');
  const { task, score, finishedAt, parts } = await readPractice(home, { folder });
  if (io.json) {
    io.out(JSON.stringify(inLanguage({ seed: task.seed, folder, passed, score, finishedAt, parts: results }, io.lang)));
    return passed ? 0 : 1;
  }
  const texts = results.flatMap((result) =>
    parts.filter(({ part }) => part === result.part).map((standing) => resultText(result, standing, io.lang, whole)),
  );
  io.out(texts.join('\n'));
  io.out(scoreText(score, io.lang));
  if (finishedAt !== null) io.progress(`${say(ALL_PASSED, io.lang)}\n`);
  return passed ? 0 : 1;
}

async function hint({ part, take, dir }: PracticeArgs, io: CommandIo): Promise<number> {
  if (part === undefined) throw needsPart();
  const practice = await readPractice(io.home, { folder: dir });
  if (take) await takeHint(practice, part);
  const { parts, score } = await readPractice(io.home, { folder: dir });
  const standing = parts.find((one) => one.part === part);
  if (standing === undefined) throw needsPart();
  if (io.json) io.out(JSON.stringify(inLanguage({ ...withPoints(standing), score }, io.lang)));
  else io.out(hintText(standing, io.lang));
  return 0;
}

async function report({ name = '', dir }: PracticeArgs, io: CommandIo): Promise<number> {
  const { practiceReport } = await import('../learn/practice/report.js');
  const practice = await readPractice(io.home, { folder: dir });
  const made = await practiceReport(practice, { name, date: thisMoment().day, lang: io.lang });
  const { certificate, score, results, files, markdown } = made;
  if (io.json) io.out(JSON.stringify(inLanguage({ certificate, score, files, parts: results }, io.lang)));
  else io.out(markdown);
  io.progress(`\n${files.join('\n')}\n`);
  return 0;
}

const needsPart = (): Problem =>
  new Problem({
    code: 'usage',
    message: { en: 'A hint of which part?', hi: 'Kis part ka hint?' },
    next: { en: `Name one: ${PRACTICE_PARTS.join(', ')}`, hi: `Ek naam do: ${PRACTICE_PARTS.join(', ')}` },
  });

const STOPPED: Left = {
  message: { en: 'No longer watching; every score is kept.', hi: 'Ab dekh nahi rahe; har score rakha gaya hai.' },
  next: { en: 'Check again: vishesh practice check', hi: 'Phir check karo: vishesh practice check' },
};
