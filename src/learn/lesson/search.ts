/** Finds words in all lessons, in the language that is read. Pure. */
import { type Lang, say } from '../../base/localized.js';
import type { Block, Lesson, Section } from './types.js';

export interface SearchHit {
  lesson: Lesson;
  section: Section;
  /** The words around the first one found. */
  excerpt: string;
}

const MOST_HITS = 50;
const AROUND = 30;

/** Sections in which every word of the query stands: those that say it in a title first. */
export function searchLessons(lessons: readonly Lesson[], query: string, lang: Lang): SearchHit[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const hits = lessons.flatMap((lesson) =>
    lesson.sections.flatMap((section) => {
      const title = `${lesson.id} ${say(lesson.title, lang)} ${say(section.title, lang)}`;
      const body = section.blocks.map((block) => textOf(block, lang)).join(' ');
      const all = `${title} ${body}`.toLowerCase();
      if (!words.every((word) => all.includes(word))) return [];
      const inTitle = words.filter((word) => title.toLowerCase().includes(word)).length;
      return [{ hit: { lesson, section, excerpt: around(body, words) }, inTitle }];
    }),
  );
  return hits
    .sort((a, b) => b.inTitle - a.inTitle)
    .slice(0, MOST_HITS)
    .map(({ hit }) => hit);
}

function textOf(block: Block, lang: Lang): string {
  switch (block.kind) {
    case 'text':
      return say(block.text, lang).replace(/[*`|]|^#+ /gm, '');
    case 'cell':
      return block.code;
    case 'quiz':
      return [say(block.ask, lang), ...block.options.map(({ text }) => say(text, lang))].join(' ');
    case 'explain':
      return say(block.ask, lang);
    case 'exercise':
      return `${block.id} ${block.stub}`;
  }
}

function around(body: string, words: readonly string[]): string {
  const flat = body.replace(/\s+/g, ' ').trim();
  const lower = flat.toLowerCase();
  const found = words.map((word) => lower.indexOf(word)).filter((at) => at !== -1);
  const first = found.length === 0 ? 0 : Math.min(...found);
  const start = first <= AROUND ? 0 : flat.lastIndexOf(' ', first - AROUND) + 1;
  return flat.slice(start, start + 200);
}
