/** The practice task as the app's screen uses it, each part of it loaded when it is first asked for. */
import { randomInt } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Problem } from '../base/error.js';
import { DEFAULT_FOLDER } from '../learn/practice/default-folder.js';
import type { Practice } from '../learn/practice/practice.js';
import { PRACTICE_PARTS } from '../learn/progress/summary.js';
import type { OpenedPractice, PracticePorts } from '../ui/practice-ports.js';

/** `cwd`: where a new task's folder is proposed. */
export function practicePortsOf(home: string, cwd: string): PracticePorts {
  const core = () => import('../learn/practice/practice.js');
  return {
    open: async () => {
      const { readPractice } = await core();
      const practice = await readPractice(home).catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'practice-not-started') return null;
        throw error;
      });
      return practice === null ? null : opened(practice);
    },
    proposed: join(cwd, DEFAULT_FOLDER),
    start: async (folder, lang) => {
      const [{ startPractice }, { MAX_SEED }] = await Promise.all([core(), import('../learn/practice/task.js')]);
      const seed = randomInt(1, MAX_SEED + 1);
      return opened(await startPractice({ home, folder: resolve(cwd, folder), seed, lang }));
    },
    check: async (practice, part) => (await core()).checkPart(practice, part),
    hint: async (practice, part) => void (await (await core()).takeHint(practice, part)),
    reset: async (lang) => opened(await (await core()).resetPractice(home, { lang })),
    report: async (practice, name, lang) => {
      const [{ practiceReport }, { thisMoment }] = await Promise.all([
        import('../learn/practice/report.js'),
        import('../learn/progress/store.js'),
      ]);
      return practiceReport(practice, { name, date: thisMoment().day, lang });
    },
    watch: async (folder, tell, signal) => {
      const { watchPractice } = await import('../learn/practice/watch.js');
      await watchPractice(folder, tell, signal, () => tell(PRACTICE_PARTS));
    },
  };
}

async function opened(practice: Practice): Promise<OpenedPractice> {
  const [{ readmeText }, { FILES, REPAIRED_NAMES }] = await Promise.all([
    import('../learn/practice/folder-texts.js'),
    import('../learn/practice/submission.js'),
  ]);
  const { task, folder } = practice;
  const paths = REPAIRED_NAMES.map((name) => join(folder, name));
  const there = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        (found) => found.isFile(),
        () => false,
      ),
    ),
  );
  const repaired = paths.find((_, at) => there[at]) ?? null;
  return {
    practice,
    readme: { en: readmeText(task, 'en'), hi: readmeText(task, 'hi') },
    messy: join(folder, FILES.messy),
    repaired,
  };
}
