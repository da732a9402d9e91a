/** Lessons, progress and cells as the app's screens use them, each part read from disk when it is first asked for. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Learned } from '../learn/progress/record.js';
import type { LearnPorts } from '../ui/learn-ports.js';

export function learnPortsOf(home: string): LearnPorts {
  let recorded: Promise<unknown> = Promise.resolve();
  const bench = () => import('../learn/cells/workbench.js');
  return {
    shelf: async () => {
      // What was learned a moment ago is seen there.
      await recorded;
      return readShelf(home);
    },
    lesson: async (id) => {
      const [{ lessonIds, loadLesson }, { readProgress }] = await Promise.all([
        import('../learn/lesson/load.js'),
        import('../learn/progress/store.js'),
      ]);
      const [lesson, ids, { progress }] = await Promise.all([loadLesson(id), lessonIds(), readProgress(home)]);
      return { lesson, progress: progress.lessons[lesson.id] ?? null, next: ids[ids.indexOf(lesson.id) + 1] ?? null };
    },
    debrief: async (jobId) => (await import('../learn/debrief/load.js')).loadDebrief(home, jobId),
    exportProgress: async () => {
      const { exportInto, readOverview } = await import('../learn/progress/overview.js');
      // What was learned a moment ago belongs to it.
      await recorded;
      return exportInto(await readOverview(home), process.cwd());
    },
    record: (event: Learned) => {
      const saved = recorded.then(async () => (await import('../learn/progress/store.js')).saveLearned(home, event));
      recorded = saved.catch(() => {});
      return saved.then(() => {});
    },
    runCell: async (...asked) => (await import('../learn/cells/run-one.js')).runOneCell(...asked),
    toEditor: async (lesson, name, code) => {
      const { openInEditor, putOnBench } = await bench();
      const { path } = await putOnBench(home, { lesson: lesson.id, name, code, keep: false });
      return { path, editor: openInEditor(path, process.env.VISUAL ?? process.env.EDITOR) };
    },
    exercise: async ({ id: lesson }, { id: name, stub }, anew) => {
      const { putOnBench, setAside } = await bench();
      const aside = anew ? await setAside(home, { lesson, name, code: stub }) : null;
      return { ...(await putOnBench(home, { lesson, name, code: stub, keep: !anew })), setAside: aside };
    },
    exerciseToEditor: async ({ id: lesson }, { id: name, stub }) => {
      const { openInEditor, putOnBench } = await bench();
      const { path, code } = await putOnBench(home, { lesson, name, code: stub, keep: true });
      return { path, code, editor: openInEditor(path, process.env.VISUAL ?? process.env.EDITOR) };
    },
    solution: ({ folder }, { solution }) => readFile(join(folder, solution), 'utf8'),
    save: async (path, code) => (await import('../base/files.js')).writeAtomic(path, code),
    check: async (lesson, exercise, code, signal) =>
      (await import('../learn/cells/check-exercise.js')).checkExercise(lesson, exercise, code, { signal }),
    watch: (path, tell, signal) => void bench().then(({ watchText }) => watchText(path, tell, signal)),
    notebooks: new Map(),
  };
}

/** Interview questions to repeat today. */
export async function dueToday(home: string): Promise<number> {
  const [{ dueCards }, { readReviews }] = await Promise.all([
    import('../learn/reviews/schedule.js'),
    import('../learn/reviews/store.js'),
  ]);
  return dueCards(await readReviews(home), new Date().toISOString()).length;
}

async function readShelf(home: string): ReturnType<LearnPorts['shelf']> {
  const [{ readOverview }, { OFFERED }] = await Promise.all([
    import('../learn/progress/overview.js'),
    import('../learn/rooms.js'),
  ]);
  const { lessons, progress, summary, due, notice, today } = await readOverview(home);
  return { lessons, progress, summary, due: due.length, rooms: OFFERED, today, notice };
}
