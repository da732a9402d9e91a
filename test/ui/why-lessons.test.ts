/** Every "Why?" panel leads to a lesson and a section that exist. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadLesson } from '../../src/learn/lesson/load.js';
import { lessonPlace } from '../../src/ui/why/explanation.js';

const FOLDER = 'src/ui/why';
const references = readdirSync(FOLDER).flatMap((file) =>
  [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/'(\d\d-[a-z-]+(?:#[a-z-]+)?)'/g)].map(
    (match) => match[1] ?? '',
  ),
);

test('there are panels with lessons', () => {
  expect(new Set(references).size).toBeGreaterThan(15);
});

test.each([...new Set(references)])('%s', async (reference) => {
  const { id, section } = lessonPlace(reference);
  const lesson = await loadLesson(id);
  expect(lesson.id).toBe(id);
  if (section !== undefined) expect(lesson.sections.map((one) => one.id)).toContain(section);
});
