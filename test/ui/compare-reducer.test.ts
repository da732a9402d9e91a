import { describe, expect, it } from 'vitest';
import { dictionary } from '../../src/i18n/index.js';
import { METHODS } from '../../src/plan/types.js';
import { fileKeys, methodsKeys, outcomeKeys } from '../../src/ui/screens/compare/keys.js';
import {
  type CompareAction,
  type CompareState,
  compareStart,
  fileItems,
  reduceCompare,
} from '../../src/ui/screens/compare/reducer.js';
import { comparison } from '../workflow/compare/worlds.js';

const reached = (...actions: CompareAction[]): CompareState =>
  actions.reduce(reduceCompare, compareStart({ file: null, base: 'nano', methods: METHODS }));

describe('the compare screen', () => {
  it('asks for a file first, and for the methods at once where it was given one', () => {
    expect(reached().part).toBe('file');
    expect(reached({ type: 'take-file', file: '/x.csv' })).toMatchObject({ part: 'methods', file: '/x.csv', at: 0 });
    expect(compareStart({ file: '/y.csv', base: 'nano', methods: METHODS })).toMatchObject({
      part: 'methods',
      file: '/y.csv',
    });
  });

  it('keeps the methods in one order, however they are taken', () => {
    const state = reached(
      { type: 'toggle', method: 'full' },
      { type: 'toggle', method: 'partial' },
      { type: 'toggle', method: 'full' },
    );
    expect(state.methods).toEqual(['full', 'lora']);
  });

  it('takes its complaint back with the next choice', () => {
    expect(reached({ type: 'refuse' }).tooFew).toBe(true);
    expect(reached({ type: 'refuse' }, { type: 'toggle', method: 'full' }).tooFew).toBe(false);
  });

  it('does not take back what was typed while a path was being completed', () => {
    const completed = { type: 'completed', typed: '/da', path: '/data', candidates: ['data/'] } as const;
    expect(reached({ type: 'type', path: '/da' }, completed).path).toBe('/data');
    expect(reached({ type: 'type', path: '/dax' }, completed).path).toBe('/dax');
  });

  it('lists the samples and the newest comparisons, and moves within them', () => {
    const earlier = Array.from({ length: 9 }, (_, i) => comparison({ comparisonId: `20261123-0200-000${i}` }));
    const state = reached({ type: 'found-earlier', earlier });
    const items = fileItems(state, [{ name: 'a.csv', path: '/a.csv' }]);
    expect(items.map((item) => (item.kind === 'sample' ? item.name : item.comparison.comparisonId.slice(-1)))).toEqual([
      'a.csv',
      '0',
      '1',
      '2',
      '3',
    ]);
    expect(reached({ type: 'move', by: 9, last: 5 }).at).toBe(5);
    expect(reached({ type: 'move', by: -1, last: 5 }).at).toBe(0);
  });
});

describe('the keys of the compare screen', () => {
  const words = dictionary('en');
  const nothing = (): void => {};

  it('need a second x before anything is cancelled, and any other key takes the first back', () => {
    let calmed = 0;
    const calls = {
      openJob: null,
      goOn: null,
      cancel: nothing,
      anew: null,
      scroll: null,
      chart: null,
      columns: null,
      log: nothing,
      calm: () => {
        calmed++;
      },
      back: nothing,
    };
    const keys = outcomeKeys(words, { sure: true, chart: false, columns: '' }, calls);
    expect(keys.find(({ key }) => key === 'x')?.label).toBe('press again to cancel');
    for (const { key, run } of keys) if (key !== 'x') run?.();
    expect(calmed).toBe(keys.length - 1);
    expect(keys.map(({ key }) => key)).not.toContain('enter');
  });

  it('leave the letters to the field while a path is typed', () => {
    const calls = { complete: nothing, move: nothing, back: nothing };
    const typing = fileKeys(words, { ...calls, open: null });
    expect(typing.filter(({ key }) => key.length === 1)).toEqual([]);
    expect(typing.find(({ key }) => key === 'enter')?.run).toBeUndefined();
    expect(fileKeys(words, { ...calls, open: nothing }).find(({ key }) => key === 'enter')?.run).toBe(nothing);
  });

  it('offer another base only where there is one', () => {
    const calls = { start: nothing, toggle: nothing, move: nothing, back: nothing };
    expect(methodsKeys(words, { ...calls, otherBase: null }).map(({ key }) => key)).not.toContain('b');
    expect(methodsKeys(words, { ...calls, otherBase: nothing }).map(({ key }) => key)).toContain('b');
  });
});
