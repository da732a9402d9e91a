import { describe, expect, it } from 'vitest';
import { toned, withCursor } from '../../src/ui/screens/lesson/code-tone.js';
import { broken, cursorShift, line, sliced, span } from '../../src/ui/screens/lesson/lines.js';
import { type NotebookAction, reduceNotebook } from '../../src/ui/screens/lesson/reducer.js';
import { endsInSight, type Sight } from '../../src/ui/screens/lesson/scroll.js';
import { NEW_RUN, openNotebook, reopenNotebook } from '../../src/ui/screens/lesson/state.js';

/** Head, text, cell, long cell, quiz. */
const sight: Sight = { heights: [3, 10, 4, 30, 5], rows: 10, stops: [2, 3, 4] };
const start = openNotebook(null, 0);
const reached = (...actions: NotebookAction[]) => actions.reduce(reduceNotebook, start);
const scroll = (by: number, now = sight): NotebookAction => ({ type: 'scroll', by, sight: now });

describe('moving in a lesson', () => {
  it('scrolls by lines, never out of it, and gives the keys to what comes into sight', () => {
    expect(reached(scroll(-1)).top).toEqual({ part: 0, line: 0 });
    expect(reached(scroll(2)).focus).toBeNull();
    expect(reached(scroll(5))).toMatchObject({ top: { part: 1, line: 2 }, focus: 2 });
    expect(reached(scroll(1000)).top).toEqual({ part: 3, line: 25 });
  });

  it('goes on from stop to stop where nothing is left to scroll', () => {
    const end = reached(scroll(1000));
    expect(end.focus).toBe(4);
    const two: Sight = { heights: [2, 3, 3], rows: 10, stops: [1, 2] };
    expect(reached(scroll(1, two), scroll(1, two)).focus).toBe(2);
  });

  it('gives the keys to the last stop where one goes to the end, and to the first in sight elsewhere', () => {
    const three: Sight = { heights: [20, 3, 3], rows: 10, stops: [1, 2] };
    expect(reached({ type: 'jump', row: 26, sight: three })).toMatchObject({ top: { part: 0, line: 16 }, focus: 2 });
    expect(reached({ type: 'jump', row: 16, sight: three })).toMatchObject({ top: { part: 0, line: 16 }, focus: 1 });
  });

  it('keeps its place when the parts change their heights', () => {
    const there = reached(scroll(15));
    expect(there.top).toEqual({ part: 2, line: 2 });
    const wider: Sight = { ...sight, heights: [2, 6, 4, 30, 5] };
    expect(reduceNotebook(there, scroll(0, wider)).top).toEqual({ part: 2, line: 2 });
  });

  it('steps through the stops, showing each one whole or from its head', () => {
    const first = reached({ type: 'stop', by: 1, sight });
    expect(first).toMatchObject({ focus: 2, top: { part: 1, line: 4 } });
    const second = reduceNotebook(first, { type: 'stop', by: 1, sight });
    expect(second).toMatchObject({ focus: 3, top: { part: 3, line: 0 } });
    expect(reduceNotebook(second, { type: 'stop', by: -1, sight }).focus).toBe(2);
  });

  it('follows what grows until one scrolls', () => {
    const following = reached({ type: 'follow', part: 3 }, { type: 'settle', row: 40, sight });
    expect(following).toMatchObject({ following: true, focus: 3 });
    expect(reduceNotebook(following, scroll(-1)).following).toBe(false);
  });

  it('is the same state once it has settled: a new one would be drawn and settled for ever', () => {
    const settle: NotebookAction = { type: 'settle', row: 40, sight };
    const settled = reached({ type: 'follow', part: 3 }, settle);
    expect(reduceNotebook(settled, settle)).toBe(settled);
  });

  it('names the parts that end in sight', () => {
    expect(endsInSight(sight, 0)).toEqual([0]);
    expect(endsInSight(sight, 8)).toEqual([1, 2]);
  });
});

describe('a run', () => {
  const printed = (text: string): NotebookAction => ({
    type: 'printed',
    cell: 'a',
    text,
    points: [{ type: 'curve-point', curve: 'loss', step: 1, steps: 9, loss: null }],
  });

  it('begins empty, gathers what is printed, and counts only when it is done', () => {
    const state = reached({ type: 'run', cell: 'a' }, printed('x'), printed('y'));
    expect(state.runs.a).toMatchObject({ status: 'running', output: 'xy', curves: { loss: { steps: 9 } } });
    expect(state.runs.a?.curves.loss?.points.map(({ value }) => value)).toEqual([Number.NaN, Number.NaN]);
    const ended = (status: 'done' | 'failed') =>
      reduceNotebook(state, { type: 'ran', cell: 'a', run: { ...NEW_RUN, status } });
    expect(ended('failed').ran).toEqual([]);
    expect(ended('done').ran).toEqual(['a']);
    expect(reduceNotebook(ended('done'), { type: 'run', cell: 'a' }).runs.a?.output).toBe('');
  });

  it('is no longer running when the lesson is opened again', () => {
    const closed = reached({ type: 'run', cell: 'a' }, { type: 'edit', part: 2, text: 'x' });
    expect(reopenNotebook(closed, null)).toMatchObject({
      mode: 'read',
      editor: null,
      runs: { a: { status: 'stopped' } },
    });
    expect(reopenNotebook(closed, 4).top).toEqual({ part: 4, line: 0 });
  });

  it('forgets a change that is none', () => {
    const keep = (code: string): NotebookAction => ({ type: 'keep-draft', cell: 'a', original: 'x', code });
    expect(reached(keep('y')).drafts).toEqual({ a: 'y' });
    expect(reached(keep('y'), keep('x\n')).drafts).toEqual({});
  });
});

it('knows questions that were answered on another day', () => {
  const quizzes = { a: { tries: 2, correct: true }, b: { tries: 1, correct: false } };
  const state = openNotebook({ sections: ['s'], cells: [], quizzes, exercises: [], doneAt: null }, 0);
  expect(state.quizzes.a?.solved).toBe(true);
  expect(state.quizzes.b).toBeUndefined();
  expect(state.read).toEqual(['s']);
});

describe('a line', () => {
  const shown = (spans: readonly { text: string }[]): string => spans.map(({ text }) => text).join('');

  it('of code loses nothing to its tones', () => {
    for (const code of ['const x = "a // b"; // c', "import { a } from 'b';", '', '  `x` + 1e3'])
      expect(shown(toned(code))).toBe(code);
    expect(toned('const a = 1;').map(({ tone }) => tone)).toEqual(['accent', 'plain', 'warn', 'plain']);
  });

  it('shows the cursor on its character, or after the end', () => {
    expect(withCursor(toned('const'), 2).find(({ tone }) => tone === 'cursor')?.text).toBe('n');
    expect(withCursor([span('ab')], 2).at(-1)).toEqual(span(' ', 'cursor'));
  });

  it('is broken hard, or moved to the left, with a mark where more follows', () => {
    expect(broken([span('abcdefgh')], 5).map(({ spans }) => shown(spans))).toEqual(['abcde', '  fgh']);
    expect(shown(sliced(line(span('abc'), span('defgh')), 2, 4, '…'))).toBe('cde…');
    expect(shown(sliced(line(span('abc'), span('defgh')), 5, 4, '…'))).toBe('fgh');
  });

  it('that is typed moves to the left just as far as its cursor needs, by the columns that it takes', () => {
    const shift = (text: string, column: number): number => cursorShift({ lines: [text], row: 0, column }, 10);
    expect(shift('x'.repeat(30), 8)).toBe(0);
    expect(shift('x'.repeat(30), 20)).toBe(12);
    expect(shift('日'.repeat(30), 20)).toBe(17);
  });
});
