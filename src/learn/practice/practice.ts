/**
 * The mini practice task as commands and screens use it. Touches the disk. `startPractice` writes a folder, `readPractice` finds it again,
 * `checkPart` grades and records, `takeHint` unlocks at a cost, `resetPractice` begins anew, `practiceReport` (report.ts) sums up, and
 * `watchPractice` (watch.ts) tells of every save. The seed in the learner's progress decides everything; no file of the folder is trusted.
 */
import { readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Problem } from '../../base/error.js';
import { makeFolder } from '../../base/files.js';
import type { Lang, Localized } from '../../base/localized.js';
import type { Progress } from '../progress/schema.js';
import { readProgress, saveLearned } from '../progress/store.js';
import { HINT_COST, PRACTICE_PARTS, practiceScore } from '../progress/summary.js';
import { gradePart } from './check.js';
import { loadContent, type PracticeContent } from './content.js';
import { answersTemplate, readmeText } from './folder-texts.js';
import { REPORT_FILES } from './report-files.js';
import { FILES, REPAIRED_NAMES } from './submission.js';
import { makeTask } from './task.js';
import type { PartResult, PracticePart, PracticeTask } from './types.js';

type StoredPractice = NonNullable<Progress['practice']>;

export interface Practice {
  home: string;
  /** Absolute. */
  folder: string;
  task: PracticeTask;
  content: PracticeContent;
  /** In order. */
  parts: PartStanding[];
  /** Of 100: the mean of the parts, less what the hints cost. */
  score: number;
  /** ISO time at which all parts had passed, or null. */
  finishedAt: string | null;
}

export interface PartStanding {
  part: PracticePart;
  /** The best score so far, 0 to 100; 100 is a pass. */
  best: number;
  passed: boolean;
  /** Hints that were taken, in order. */
  hints: Localized[];
  hintsLeft: number;
  /** What the next hint costs, in points of this part. */
  hintCost: number;
}

export interface StartOptions {
  home: string;
  /** Must be new or empty; with `again` it may also be that of the task before, whose files are then moved to `earlier-N` in it. */
  folder: string;
  seed: number;
  lang: Lang;
  /** Though there is a task already. */
  again?: boolean | undefined;
}

/** Throws `Problem` practice-under-way or practice-finished (one is there, and `again` was not asked for), folder-not-empty, or those of a disk that refuses. */
export async function startPractice({ home, folder: wanted, seed, lang, again }: StartOptions): Promise<Practice> {
  const folder = resolve(wanted);
  const { practice } = (await readProgress(home)).progress;
  if (practice !== null && again !== true && (await isWorthKeeping(practice))) throw thereIsOne(practice);
  if ((await stat(folder).catch(() => null))?.isFile()) throw notEmpty(folder);
  if (again === true && practice?.folder === folder) await moveAside(folder);
  else if ((await namesIn(folder)).length > 0) throw notEmpty(folder);
  const content = await loadContent();
  const task = makeTask(seed, content.banks);
  await writeFolder(folder, task, lang);
  await saveLearned(home, { type: 'practice-started', seed, folder });
  return readPractice(home);
}

/** Its files are there, or something was scored. */
const isWorthKeeping = async ({ folder, parts, finishedAt }: StoredPractice): Promise<boolean> =>
  finishedAt !== null || Object.values(parts).some((score) => score > 0) || (await namesIn(folder)).length > 0;

/** The task under way, or the finished one. `folder`: where it lies now, if it was moved. Throws `Problem` practice-not-started. */
export async function readPractice(home: string, { folder }: { folder?: string | undefined } = {}): Promise<Practice> {
  const { practice } = (await readProgress(home)).progress;
  if (practice === null) throw notStarted();
  const content = await loadContent();
  return practiceOf(home, resolve(folder ?? practice.folder), practice, content);
}

function practiceOf(home: string, folder: string, practice: StoredPractice, content: PracticeContent): Practice {
  const parts = PRACTICE_PARTS.map((part): PartStanding => {
    const best = practice.parts[part] ?? 0;
    const all = content.hints[part];
    const hints = all.slice(0, practice.hints[part] ?? 0);
    return { part, best, passed: best === 100, hints, hintsLeft: all.length - hints.length, hintCost: HINT_COST };
  });
  const task = makeTask(practice.seed, content.banks);
  return { home, folder, task, content, parts, score: practiceScore(practice), finishedAt: practice.finishedAt };
}

/** Grades one part as it lies in the folder now, and records the score; the last part to pass finishes the task. Never throws for what the learner wrote. */
export async function checkPart(practice: Practice, part: PracticePart): Promise<PartResult> {
  const result = await gradePart(part, practice);
  const { home } = practice;
  const before = (await readProgress(home)).progress.practice;
  if (before === null || before.seed !== practice.task.seed) return result;
  if (result.score > (before.parts[part] ?? -1))
    await saveLearned(home, { type: 'practice-scored', part, score: result.score });
  const scores = { ...before.parts, [part]: Math.max(before.parts[part] ?? 0, result.score) };
  if (before.finishedAt === null && PRACTICE_PARTS.every((one) => scores[one] === 100))
    await saveLearned(home, { type: 'practice-finished' });
  return result;
}

/** All five, in order. */
export async function checkAll(practice: Practice): Promise<PartResult[]> {
  const results: PartResult[] = [];
  for (const part of PRACTICE_PARTS) results.push(await checkPart(practice, part));
  return results;
}

/** The next hint of a part, paid for. Throws `Problem` part-passed or no-more-hints; nothing is charged then. */
export async function takeHint(practice: Practice, part: PracticePart): Promise<Localized> {
  const stored = (await readProgress(practice.home)).progress.practice;
  if (stored?.parts[part] === 100) throw partPassed(part);
  const hint = practice.content.hints[part][stored?.hints[part] ?? 0];
  if (hint === undefined) throw noMoreHints(part);
  await saveLearned(practice.home, { type: 'practice-hint', part });
  return hint;
}

/**
 * Begins anew: with the same seed (scores go, hints that were taken stay paid) or another. What lies in the folder is moved to
 * `earlier-N` in it, never deleted.
 */
export async function resetPractice(
  home: string,
  { seed, lang }: { seed?: number | undefined; lang: Lang },
): Promise<Practice> {
  const { task, folder, content } = await readPractice(home);
  const next = makeTask(seed ?? task.seed, content.banks);
  await moveAside(folder);
  await writeFolder(folder, next, lang);
  await saveLearned(home, { type: 'practice-started', seed: next.seed, folder });
  return readPractice(home);
}

async function writeFolder(folder: string, task: PracticeTask, lang: Lang): Promise<void> {
  await makeFolder(folder);
  await writeFile(join(folder, FILES.messy), task.csv);
  await writeFile(join(folder, FILES.answers), answersTemplate(task, lang));
  await writeFile(join(folder, FILES.readme), readmeText(task, lang));
}

async function moveAside(folder: string): Promise<void> {
  const ours: string[] = [
    ...Object.values(FILES),
    ...REPAIRED_NAMES,
    ...REPAIRED_NAMES.map((name) => `${name}.audit.json`),
    ...Object.values(REPORT_FILES),
  ];
  const names = await namesIn(folder);
  const there = names.filter((name) => ours.includes(name));
  if (there.length === 0) return;
  let number = 1;
  while (names.includes(`earlier-${number}`)) number++;
  const aside = join(folder, `earlier-${number}`);
  await makeFolder(aside);
  for (const name of there) await rename(join(folder, name), join(aside, name));
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

function notStarted(): Problem {
  return new Problem({
    code: 'practice-not-started',
    message: { en: 'No practice task has been started.', hi: 'Koi practice task shuru nahi hua hai.' },
    next: { en: 'Start one: vishesh practice start', hi: 'Shuru karo: vishesh practice start' },
  });
}

function thereIsOne(practice: StoredPractice): Problem {
  const { folder, seed, finishedAt } = practice;
  const standing = `${practiceScore(practice)} / 100`;
  const finished = finishedAt !== null;
  return new Problem({
    code: finished ? 'practice-finished' : 'practice-under-way',
    message: {
      en: `There is a practice task already (seed ${seed}): ${standing}, ${finished ? 'finished' : 'not finished'}. A new one would lose its scores.`,
      hi: `Ek practice task pehle se hai (seed ${seed}): ${standing}, ${finished ? 'poora ho chuka' : 'abhi adhoora'}. Naya shuru karoge to uske scores chale jaayenge.`,
    },
    where: folder,
    next: finished
      ? {
          en: 'Begin anew all the same: vishesh practice start --again',
          hi: 'Phir bhi naye sire se: vishesh practice start --again',
        }
      : {
          en: 'Go on: vishesh practice check. Or begin anew: vishesh practice start --again',
          hi: 'Aage badho: vishesh practice check. Ya naye sire se: vishesh practice start --again',
        },
  });
}

function notEmpty(folder: string): Problem {
  return new Problem({
    code: 'folder-not-empty',
    message: {
      en: 'There is something in the way; nothing was overwritten.',
      hi: 'Wahan pehle se kuch hai; kuch bhi overwrite nahi kiya.',
    },
    where: folder,
    next: { en: 'Name a new or empty folder: --dir DIR', hi: 'Naya ya khaali folder do: --dir DIR' },
  });
}

function partPassed(part: PracticePart): Problem {
  return new Problem({
    code: 'part-passed',
    message: {
      en: `${part} has passed: there is no hint to take, and no points went.`,
      hi: `${part} pass ho chuka hai: ab hint nahi milta, aur points nahi kate.`,
    },
    next: { en: 'See how the task stands: vishesh practice', hi: 'Dekho task kahan tak pahuncha: vishesh practice' },
    exitCode: 1,
  });
}

function noMoreHints(part: PracticePart): Problem {
  return new Problem({
    code: 'no-more-hints',
    message: { en: `All hints of ${part} are taken.`, hi: `${part} ke saare hints le liye.` },
    next: { en: 'Read the lesson: vishesh learn 15', hi: 'Lesson padho: vishesh learn 15' },
    exitCode: 1,
  });
}
