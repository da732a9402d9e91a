import { describe, expect, it } from 'vitest';
import { Overlap } from '../../../src/pretrain/corpus/overlap.js';
import { stringsOf } from '../../../src/pretrain/corpus/reserved.js';
import { Unique } from '../../../src/pretrain/corpus/unique.js';

const ROW = 'The courier rang at the wrong house and took my new bicycle pump back to the depot.';

describe('Overlap', () => {
  const overlap = new Overlap();
  overlap.add(ROW);
  overlap.add('Where is it? My parcel never came home.');

  it('finds a run of eight words in another text, whatever its case and punctuation', () => {
    expect(overlap.has('Today: rang at the WRONG house, and took my new shoes.')).toBe(true);
  });

  it('lets seven words in a row pass', () => {
    expect(overlap.has('He rang at the wrong house and took a taxi.')).toBe(false);
  });

  it('finds a shorter sentence only when it stands whole', () => {
    expect(overlap.has('I waited. My parcel never came home! So I wrote.')).toBe(true);
    expect(overlap.has('My parcel never came home before Monday.')).toBe(false);
  });

  it('leaves everyday phrases of three words to everybody', () => {
    expect(overlap.has('Where is it?')).toBe(false);
  });
});

describe('stringsOf', () => {
  it('reads the cells of a CSV file, quoted ones with commas included', () => {
    expect(stringsOf('text,label\n"one, two",a\n', '.csv')).toEqual(['text', 'label', 'one, two', 'a']);
  });

  it('reads the strings of JSON lines at any depth, and a broken line as it stands', () => {
    const lines = '{"messages":[{"role":"user","content":"hi"}]}\n{"oops\n';
    expect(stringsOf(lines, '.jsonl')).toEqual(['user', 'hi', '{"oops']);
  });
});

describe('Unique', () => {
  it('tells repeats and near repeats from new texts', () => {
    const unique = new Unique();
    expect(unique.judge(ROW)).toBe('new');
    expect(unique.judge(`${ROW.toUpperCase()}!`)).toBe('repeat');
    expect(unique.judge(ROW.replace('depot', 'depots'))).toBe('near-repeat');
    expect(unique.judge('A completely different sentence about tomatoes and rain.')).toBe('new');
  });
});
