/** Every lesson, in both languages, at every width: no line is wider than its place unless it can be moved. */
import { expect, test } from 'vitest';
import { dictionary } from '../../src/i18n/index.js';
import type { ExerciseResult } from '../../src/learn/cells/check-exercise.js';
import { loadLessons } from '../../src/learn/lesson/load.js';
import { documentOf, sightOf, textsOf } from '../../src/ui/screens/lesson/document.js';
import type { Drawing } from '../../src/ui/screens/lesson/drawing.js';
import { lineWidth } from '../../src/ui/screens/lesson/lines.js';
import { partsOf } from '../../src/ui/screens/lesson/parts.js';
import { NEW_RUN, type NotebookState, openNotebook } from '../../src/ui/screens/lesson/state.js';
import { makeTheme } from '../../src/ui/theme/theme.js';

const LOOK = { depth: '16', background: 'dark', ascii: false, reducedMotion: false } as const;
const theme = makeTheme(LOOK);
const WITH_TABLES = ['02', '04', '06', '07', '08', '11', '13', '15'];
const lessons = await loadLessons();

/** Everything that can be open at once: all cells ran, all options were chosen, all hints taken. */
function busy(lesson: Drawing['lesson']): NotebookState {
  const blocks = lesson.sections.flatMap((section) => section.blocks);
  const run = { ...NEW_RUN, output: `${'x'.repeat(250)}\n`, status: 'done' as const };
  const said = 'word '.repeat(60);
  const result: ExerciseResult = {
    status: 'error',
    score: 50,
    tests: [{ name: { en: said, hi: said }, status: 'fail', message: said }],
    error: said,
    printed: 'x'.repeat(250),
  };
  const work = (code: string) => ({
    path: `/${'p'.repeat(150)}.ts`,
    editor: 'code',
    code,
    checking: false,
    result,
    tries: ['a', 'b'],
    hints: 3,
    solution: code,
    setAside: `/${'p'.repeat(150)}.before.ts`,
  });
  const all = { at: 0, wrong: [0, 1, 2], solved: false, hints: 3 };
  return {
    ...openNotebook(null, 0),
    runs: Object.fromEntries(blocks.flatMap((block) => (block.kind === 'cell' ? [[block.id, run]] : []))),
    exercises: Object.fromEntries(
      blocks.flatMap((block) => (block.kind === 'exercise' ? [[block.id, work(block.stub)]] : [])),
    ),
    quizzes: Object.fromEntries(blocks.flatMap((block) => (block.kind === 'quiz' ? [[block.id, all]] : []))),
  };
}

test.each([58, 78, 98, 198])('at %i columns', (columns) => {
  const width = columns - 2;
  for (const lesson of lessons)
    for (const lang of ['en', 'hi'] as const)
      for (const state of [openNotebook(null, 0), busy(lesson)]) {
        const parts = partsOf(lesson);
        const words = dictionary(lang);
        const drawing = { lesson, next: '02-next', state, words, lang, width, theme };
        const lines = documentOf(parts, textsOf(parts, { lang, width, theme }), drawing);
        const wide = lines.flat().filter((line) => !line.wide && lineWidth(line) > (line.bar ? width : columns));
        expect(
          wide.map(({ spans }) => spans.map(({ text }) => text).join('')),
          `${lesson.id} ${lang}`,
        ).toEqual([]);
        expect(sightOf(parts, lines, 20).heights.every((height) => height > 0)).toBe(true);
      }
});

test.each([58, 78, 198])('tables are columns without marks at %i columns, in ASCII where the theme is', (columns) => {
  for (const ascii of [true, false])
    for (const lesson of lessons)
      for (const lang of ['en', 'hi'] as const) {
        const look = { lang, width: columns - 2, theme: makeTheme({ ...LOOK, ascii }) };
        const lines = textsOf(partsOf(lesson), look).flatMap((part) => part ?? []);
        const texts = lines.filter(({ wide }) => !wide).map(({ spans }) => spans.map(({ text }) => text).join(''));
        expect(texts.filter((text) => /\||`|---\|/.test(text))).toEqual([]);
        const rules = texts.filter((text) => /^[-─]+( +[-─]+)+$/.test(text));
        expect(rules.length > 0, `${lesson.id} ${lang}`).toBe(WITH_TABLES.includes(lesson.id.slice(0, 2)));
        for (const rule of rules) expect(rule).toMatch(ascii ? /^[- ]+$/ : /^[─ ]+$/);
      }
});
