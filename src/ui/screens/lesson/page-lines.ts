/** What stands around the blocks: title, headings, text, and the end with what is still open. Pure. */
import { say } from '../../../base/localized.js';
import { type LineKind, type PlainLine, plainLines } from '../../../learn/lesson/plain.js';
import type { Lesson, TextBlock } from '../../../learn/lesson/types.js';
import { roomOf } from '../../../learn/rooms.js';
import type { Drawing } from './drawing.js';
import { BLANK, type Line, labelled, line, span, textLine, wrapped } from './lines.js';
import type { NotebookState } from './state.js';

/** Longer lines are hard to read. */
const READING_WIDTH = 84;

export function headLines({ lesson, words, lang, width, theme: { symbol } }: Drawing): Line[] {
  const { id, title, minutes, goal } = lesson;
  return [
    line(
      span(`${id.slice(0, 2)}. ${say(title, lang)}`, 'strong'),
      span(`  ${symbol.dot} ${minutes} ${words.learn.min}`, 'muted'),
    ),
    ...labelled(`${words.notebook.goal}:`, 'muted', say(goal, lang), Math.min(width, READING_WIDTH)),
  ];
}

export function headingLines(section: number, { lesson, lang, state, theme: { symbol } }: Drawing): Line[] {
  const one = lesson.sections[section];
  if (one === undefined) return [];
  const title = say(one.title, lang);
  const read = state.read.includes(one.id);
  return [
    line(span(title, 'accent'), span(read ? ` ${symbol.done}` : '', 'good')),
    textLine(symbol.dash.repeat(title.length), 'muted'),
  ];
}

export const textLines = (
  { text }: TextBlock,
  { lang, width, theme }: Pick<Drawing, 'lang' | 'width' | 'theme'>,
): Line[] => markdownLines(say(text, lang), width, theme.symbol.dash);

/** Code is kept whole: it can be wider than the window. `dash`: for the rule under a table's head. */
export function markdownLines(markdown: string, width: number, dash = '-'): Line[] {
  // A piece of code between backquotes may begin in one line and end in the next.
  let inCode = false;
  return plainLines(markdown, Math.min(width, READING_WIDTH)).map((plain) => {
    const { text, kind } = plain;
    if (kind !== 'text') return blockLine(plain, kind, dash);
    if (text === '') inCode = false;
    const spans = text.split('`').map((part, at) => {
      if (at > 0) inCode = !inCode;
      return span(part, inCode ? 'accent' : 'plain');
    });
    return line(...spans);
  });
}

function blockLine({ text, pieces = [] }: PlainLine, kind: Exclude<LineKind, 'text'>, dash: string): Line {
  switch (kind) {
    case 'code':
      return { ...textLine(text), wide: true };
    case 'heading':
    case 'table head':
      return textLine(text, 'strong');
    case 'table rule':
      return textLine(text.replaceAll('-', dash), 'muted');
    case 'table row':
      return line(...pieces.map((piece) => span(piece.text, piece.code ? 'accent' : 'plain')));
  }
}

/** `focused`: Enter goes on to the next lesson. */
export function endLines(drawing: Drawing, focused: boolean): Line[] {
  const { lesson, next, state, words, lang, width, theme } = drawing;
  const { notebook } = words;
  const open = openParts(lesson, state);
  const left = Object.entries(open).filter(([, count]) => count > 0);
  const room = roomOf(lesson.id);
  const parts = left.map(([kind, count]) => `${count} ${notebook.openParts[kind as keyof typeof open]}`).join(', ');
  return [
    ...labelled(`${notebook.end}:`, 'accent', say(lesson.summary, lang), Math.min(width, READING_WIDTH)),
    BLANK,
    ...(left.length === 0
      ? [textLine(`${theme.symbol.done} ${notebook.allDone}`, 'good')]
      : wrapped(`${notebook.open}: ${parts}`, width, 'warn')),
    ...(room === null ? [] : wrapped(`o: ${words.learn.rooms[room]}, ${words.learn.roomLines[room]}`, width, 'accent')),
    textLine(
      next === null
        ? notebook.lastLesson
        : `${focused ? notebook.nextLesson : notebook.keys.next} ${theme.symbol.to} ${next}`,
      'muted',
    ),
  ];
}

/** What a lesson still asks for. */
export function openParts(
  { sections }: Lesson,
  { read, ran, passed, quizzes }: NotebookState,
): Record<'sections' | 'cells' | 'quizzes' | 'exercises', number> {
  const blocks = sections.flatMap((section) => section.blocks);
  return {
    sections: sections.filter(({ id }) => !read.includes(id)).length,
    cells: blocks.filter((block) => block.kind === 'cell' && !ran.includes(block.id)).length,
    quizzes: blocks.filter((block) => block.kind === 'quiz' && quizzes[block.id]?.solved !== true).length,
    exercises: blocks.filter((block) => block.kind === 'exercise' && !passed.includes(block.id)).length,
  };
}
