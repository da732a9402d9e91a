import { expect, test } from 'vitest';
import { parseLesson } from '../../src/learn/lesson/parse.js';

const FRONT = `---
id: 02-small
title: {en: Small, hi: Chhota}
minutes: 5
needs: [01-first]
goal: {en: See it., hi: Dekho.}
summary: {en: It is small., hi: Chhota hai.}
---
`;

const QUIZ = `\`\`\`yaml quiz id=q1
ask: {en: Which?, hi: Kaun sa?}
options:
  - {text: {en: This, hi: Yeh}, correct: true}
  - {text: {en: That, hi: Woh}, why: {en: No., hi: Nahi.}}
\`\`\`
`;

const BODY = `
## idea | Soch | The idea

<!-- hi -->
Pehli baat.

\`\`\`
+--+
\`\`\`

<!-- en -->
First thing.

\`\`\`ts cell id=one limit=9
console.log(1);
\`\`\`

\`\`\`output for=one
1
\`\`\`

${QUIZ}
<!-- hi -->
Aakhri baat.

<!-- en -->
Last thing.
`;

test('a lesson is its front matter and its sections, both languages side by side', () => {
  const { lesson, faults } = parseLesson(FRONT + BODY, '/lessons/02-small');
  expect(faults).toEqual([]);
  expect(lesson).toMatchObject({ id: '02-small', minutes: 5, needs: ['01-first'], folder: '/lessons/02-small' });
  const [section] = lesson!.sections;
  expect(section).toMatchObject({ id: 'idea', title: { hi: 'Soch', en: 'The idea' }, line: 10 });
  expect(section!.blocks.map((block) => block.kind)).toEqual(['text', 'cell', 'quiz', 'text']);
  const [text, cell] = section!.blocks;
  expect(text).toMatchObject({ text: { en: 'First thing.' }, line: 12 });
  expect(text).toHaveProperty('text.hi', expect.stringContaining('+--+'));
  expect(cell).toMatchObject({ id: 'one', code: 'console.log(1);', output: '1', limit: 9, line: 22 });
});

test.each([
  ['a missing language', `## a | A | A\n\n<!-- en -->\nOnly this.\n`, 12, 'the hi text is missing'],
  ['a heading without both titles', `## a | A\n`, 10, 'Hinglish | English'],
  ['text before any marker', `## a | A | A\n\nNobody's text.\n`, 12, 'belongs to no language'],
  ['output without its cell', `## a | A | A\n\n\`\`\`output for=x\n1\n\`\`\`\n`, 12, 'no such cell'],
  ['a cell without an id', `## a | A | A\n\n\`\`\`ts cell\n1\n\`\`\`\n`, 12, 'needs an id'],
  ['a wrong option without a reason', `## a | A | A\n\n${QUIZ.replace(/, why.*}}/, '}')}`, 13, 'says why'],
  ['two correct options', `## a | A | A\n\n${QUIZ.replace('why:', 'correct: true, why:')}`, 13, 'exactly one option'],
  ['YAML that is none', `## a | A | A\n\n\`\`\`yaml quiz id=q\nask: {en\n\`\`\`\n`, 13, ''],
])('names the line of %s', (_what, body, line, message) => {
  const { faults } = parseLesson(`${FRONT}\n${body}`, '');
  expect(faults[0]).toMatchObject({ line, message: expect.stringContaining(message) });
});

test('an exercise names its files and keeps its hints', () => {
  const hints = (id: string) => `\`\`\`yaml hints for=${id}\n- {en: Try it., hi: Karke dekho.}\n\`\`\`\n`;
  const body = `## a | A | A\n\n\`\`\`ts exercise id=e file=e.ts check=check-e.ts\n// e.ts\n\`\`\`\n\n${hints('e')}`;
  const { lesson, faults } = parseLesson(`${FRONT}\n${body}`, '');
  expect(faults).toEqual([]);
  expect(lesson?.sections[0]?.blocks).toMatchObject([
    {
      kind: 'exercise',
      id: 'e',
      file: 'e.ts',
      check: 'check-e.ts',
      solution: 'solution.ts',
      hints: [{ en: 'Try it.' }],
    },
  ]);
  expect(parseLesson(`${FRONT}\n${body}\n${hints('f')}`, '').faults).toMatchObject([
    { line: 20, message: expect.stringContaining('no such exercise') },
  ]);
});

test('front matter that is not there or not whole gives no lesson', () => {
  expect(parseLesson(BODY, '').lesson).toBeNull();
  const { lesson, faults } = parseLesson(FRONT.replace('minutes: 5\n', '') + BODY, '');
  expect(lesson).toBeNull();
  expect(faults[0]?.message).toContain('minutes');
});

test('names a text that a comma without quotes cut in two', () => {
  const quiz = `## a | b | c

\`\`\`yaml quiz id=q
ask: {en: Is it so?, hi: Kya aisa hai?}
options:
  - {text: {en: Yes, hi: Haan}, correct: true}
  - {text: {en: No, hi: Nahi}, why: {en: It is, hi: Hai, aur rahega}}
\`\`\`
`;
  const { faults } = parseLesson(quiz, '/lessons/x');
  expect(faults.map(({ message }) => message).join()).toContain('options.1.why: Unrecognized key: "aur rahega"');
});
