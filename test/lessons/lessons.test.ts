/** What every lesson must keep: both languages whole, ids unique, nothing wider than the page, quizzes that explain themselves. */
import { describe, expect, it } from 'vitest';
import { lessonIds, readLesson } from '../../src/learn/lesson/load.js';
import type { Lesson } from '../../src/learn/lesson/types.js';

const WIDTH = 76;
const ids = await lessonIds();
const parsed = await Promise.all(ids.map((id) => readLesson(id)));
const lessons = parsed.map(({ lesson }) => lesson).filter((lesson): lesson is Lesson => lesson !== null);

const textsOf = (value: unknown, lang: string): string[] => {
  if (Array.isArray(value)) return value.flatMap((part) => textsOf(part, lang));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === lang && typeof part === 'string' ? [part] : textsOf(part, lang),
  );
};

it('there are lessons, and each one can be read', () => {
  expect(lessons.length).toBeGreaterThan(0);
  for (const [index, { faults }] of parsed.entries()) expect(faults, ids[index]).toEqual([]);
});

it('needs name lessons that exist and stand before', () => {
  for (const { id, needs } of lessons)
    for (const need of needs) expect(ids.indexOf(need), `${id} needs ${need}`).toBeLessThan(ids.indexOf(id));
  for (const { id, needs } of lessons) for (const need of needs) expect(ids, `${id} needs ${need}`).toContain(need);
});

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (id, lesson) => {
  const blocks = lesson.sections.flatMap((section) => section.blocks);

  it('has its folder for a name and unique ids', () => {
    expect(ids).toContain(id);
    for (const parts of [lesson.sections, blocks]) {
      const all = parts.flatMap((part) => ('id' in part ? [part.id] : []));
      expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
    }
  });

  it('says everything in both languages, Hinglish in Roman script', () => {
    const [en, hi] = [textsOf(lesson, 'en'), textsOf(lesson, 'hi')];
    expect(hi.length).toBe(en.length);
    for (const text of hi) expect(text, text.slice(0, 60)).not.toMatch(/[\u0900-\u097f]/);
    // A sentence of some length that reads the same in both was forgotten.
    const copied = hi.filter(
      (text, index) => text === en[index] && /\b(the|is|of|and)\b/.test(text) && text.length > 40,
    );
    expect(copied).toEqual([]);
  });

  it('says at its foot where its facts come from', () => {
    const foot = lesson.sections.at(-1);
    expect(foot?.id).toBe('source');
    expect(foot?.blocks.length).toBeGreaterThan(0);
  });

  it('keeps code and pictures within the page', () => {
    const code = blocks.flatMap((block) => (block.kind === 'cell' ? [block.code, block.output ?? ''] : []));
    const pictures = textsOf(lesson.sections, 'en')
      .concat(textsOf(lesson.sections, 'hi'))
      .flatMap((text) => [...text.matchAll(/```[^\n]*\n([\s\S]*?)```/g)].map((match) => match[1] ?? ''));
    const tables = textsOf(lesson.sections, 'en')
      .concat(textsOf(lesson.sections, 'hi'))
      .flatMap((text) => text.split('\n').filter((line) => line.startsWith('|')));
    const wide = [...code, ...pictures, ...tables]
      .flatMap((text) => text.split('\n'))
      .filter((line) => line.length > WIDTH);
    expect(wide).toEqual([]);
  });

  it('has cells whose output is written down, and three to five questions', () => {
    const cells = blocks.filter((block) => block.kind === 'cell');
    expect(cells.filter((cell) => cell.output === null).map((cell) => cell.id)).toEqual([]);
    const quizzes = blocks.filter((block) => block.kind === 'quiz');
    expect(quizzes.length).toBeGreaterThanOrEqual(3);
    expect(quizzes.length).toBeLessThanOrEqual(6);
  });
});
