/** Learning in a small world: one lesson held in memory, cells that print what the test says, progress that is only remembered. */
import { exercisesOf } from '../../src/learn/lesson/load.js';
import { parseLesson } from '../../src/learn/lesson/parse.js';
import type { Lesson } from '../../src/learn/lesson/types.js';
import type { Learned } from '../../src/learn/progress/record.js';
import { NO_PROGRESS } from '../../src/learn/progress/schema.js';
import { summarise } from '../../src/learn/progress/summary.js';
import type { LearnPorts } from '../../src/ui/learn-ports.js';

export const SOURCE = `---
id: 01-small
title: {en: A small lesson, hi: Ek chhota lesson}
minutes: 5
goal: {en: Run a cell., hi: Ek cell chalaoge.}
summary: {en: Cells run., hi: Cells chalte hain.}
---

## idea | Asli baat | The idea

<!-- hi -->
Pehle \`loss\` ko dekho, phir weights ko.

<!-- en -->
First look at the \`loss\`, then at the weights.

${Array.from({ length: 30 }, (_, i) => `Line ${i + 1}.\n`).join('\n')}

## try | Karke dekho | Try it

\`\`\`ts cell id=sum
const answer: number = 40 + 2;
console.log(answer);
\`\`\`

\`\`\`output for=sum
42
\`\`\`

\`\`\`yaml quiz id=which
ask: {en: Which one learns?, hi: Kaun seekhta hai?}
options:
  - {text: {en: The tokenizer, hi: Tokenizer}, why: {en: It stays as it is., hi: Woh waisa hi rehta hai.}}
  - {text: {en: The weights, hi: Weights}, correct: true}
hints:
  - {en: Numbers move., hi: Numbers hilte hain.}
\`\`\`

\`\`\`yaml explain id=own
ask: {en: What is LoRA?, hi: LoRA kya hai?}
points:
  - {id: frozen, any: [frozen, jama], weight: 1, say: {en: the base is frozen, hi: base jama rehta hai}}
\`\`\`

\`\`\`ts exercise id=double file=exercise.ts check=check.ts
\`\`\`

\`\`\`yaml hints for=double
- {en: Twice is plus itself., hi: Doguna matlab khud se jod do.}
- {en: Or times two., hi: Ya do se guna.}
\`\`\`
`;

export function smallLesson(source = SOURCE): Lesson {
  const { lesson, faults } = parseLesson(source, '/lessons/01-small');
  if (lesson === null || faults.length > 0) throw new Error(JSON.stringify(faults));
  for (const exercise of exercisesOf(lesson)) exercise.stub = STUB;
  return lesson;
}

const STUB = 'export const double = 0;';

export interface FakeLearn extends LearnPorts {
  recorded: Learned[];
  /** Code as each run got it. */
  asked: { id: string; drafts: Readonly<Record<string, string>> }[];
}

export function fakeLearnPorts(
  change: Partial<LearnPorts> = {},
  lessons: readonly Lesson[] = [smallLesson()],
): FakeLearn {
  const recorded: Learned[] = [];
  const asked: FakeLearn['asked'] = [];
  return {
    recorded,
    asked,
    shelf: async () => ({
      lessons: [...lessons],
      progress: NO_PROGRESS,
      summary: summarise(NO_PROGRESS, lessons, 0, '2026-11-23'),
      due: 0,
      rooms: [],
      today: '2026-11-23',
      notice: null,
    }),
    lesson: async (id) => {
      const lesson = lessons.find((one) => one.id === id);
      if (lesson === undefined) throw new Error(`no lesson ${id}`);
      return { lesson, progress: null, next: lessons[lessons.indexOf(lesson) + 1]?.id ?? null };
    },
    debrief: async () => Promise.reject(new Error('no figures')),
    exportProgress: async () => '/work/vishesh-progress-2026-11-23.json',
    record: async (event) => void recorded.push(event),
    runCell: async (_, id, drafts, { onOutput }) => {
      asked.push({ id, drafts });
      onOutput?.('42\n', 'stdout');
      return { id, status: 'done', stdout: '42\n', stderr: '', seconds: 0.1, difference: null };
    },
    toEditor: async (lesson, name) => ({ path: `/home/of/test/learn/workspace/${lesson.id}/${name}.ts`, editor: null }),
    exercise: async () => ({
      path: '/home/of/test/learn/workspace/double.ts',
      code: STUB,
      setAside: null,
    }),
    exerciseToEditor: async () => ({
      path: '/home/of/test/learn/workspace/double.ts',
      code: STUB,
      editor: 'code',
    }),
    solution: async () => 'export const double = (x: number) => 2 * x; // solved',
    save: async () => {},
    check: async () => ({ status: 'fail', score: 0, tests: [], error: null, printed: '' }),
    watch: () => {},
    notebooks: new Map(),
    ...change,
  };
}
