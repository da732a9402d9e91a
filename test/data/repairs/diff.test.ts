import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffPart, diffChange, diffLines, diffWords, MAX_EDITS } from '../../../src/data/repairs/diff.js';

const side = (parts: DiffPart[], hidden: DiffPart['kind']) =>
  parts
    .filter((part) => part.kind !== hidden)
    .map((part) => part.text)
    .join('');

describe('diffs', () => {
  it('show the changed word between what stays', () => {
    expect(diffWords('the cat sat down', 'the dog sat down')).toEqual([
      { kind: 'same', text: 'the ' },
      { kind: 'removed', text: 'cat' },
      { kind: 'added', text: 'dog' },
      { kind: 'same', text: ' sat down' },
    ]);
  });

  it('show white space that goes', () => {
    expect(diffWords(' yes ', 'yes')).toEqual([
      { kind: 'removed', text: ' ' },
      { kind: 'same', text: 'yes' },
      { kind: 'removed', text: ' ' },
    ]);
  });

  it('go line by line', () => {
    expect(diffLines('a\nb\nc', 'a\nc')).toEqual([
      { kind: 'same', text: 'a\n' },
      { kind: 'removed', text: 'b\n' },
      { kind: 'same', text: 'c' },
    ]);
  });

  it('always contain both texts, whole', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'é', 'क', '.'), maxLength: 60 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        for (const diff of [diffWords, diffLines]) {
          const parts = diff(before, after);
          expect(side(parts, 'added')).toBe(before);
          expect(side(parts, 'removed')).toBe(after);
        }
      }),
    );
  });

  it('are shortest: equal texts have no change, one insertion has one', () => {
    expect(diffWords('a b c', 'a b c')).toEqual([{ kind: 'same', text: 'a b c' }]);
    expect(diffWords('', '')).toEqual([]);
    expect(diffWords('a c a c a', 'a c b a c a').filter((part) => part.kind !== 'same')).toHaveLength(1);
  });

  it('give up on texts with nothing in common, and still contain both', () => {
    const [before, after] = ['a '.repeat(MAX_EDITS), 'b\t'.repeat(MAX_EDITS)];
    expect(diffWords(before, after)).toEqual([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
  });

  it('of a change list the fields that differ; a removed row shows all of them', () => {
    const before = { q: 'Open?', a: ' Yes', id: 7 };
    expect(diffChange({ line: 1, before, after: { ...before, a: 'Yes' } })).toEqual([
      {
        field: 'a',
        parts: [
          { kind: 'removed', text: ' ' },
          { kind: 'same', text: 'Yes' },
        ],
      },
    ]);
    expect(diffChange({ line: 1, before, after: null }).map(({ field }) => field)).toEqual(['q', 'a', 'id']);
    expect(diffChange({ line: 1, before: '{broken', after: null })).toEqual([
      { field: '', parts: [{ kind: 'removed', text: '{broken' }] },
    ]);
  });
});
