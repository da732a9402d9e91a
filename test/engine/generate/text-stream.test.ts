import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StopFilter, TokenText } from '../../../src/engine/generate/text-stream.js';
import { tinyTokenizer } from '../../support/tiny-tokenizer.js';

const tokenizer = tinyTokenizer();

test('half a character is held back until it is whole', () => {
  const stream = new TokenText(tokenizer);
  expect(tokenizer.encode('aé👩').map((id) => stream.push(id))).toEqual(['a', '', 'é', '', '', '', '👩']);
  expect(stream.flush()).toBe('');
});

test('what never becomes a character comes out as a replacement, once', () => {
  const stream = new TokenText(tokenizer);
  const [first] = tokenizer.encode('é');
  expect(stream.push(first!)).toBe('');
  expect(stream.flush()).toBe('\uFFFD');
  expect(stream.flush()).toBe('');
});

test('pieces add up to the text, and special tokens show nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const stream = new TokenText(tokenizer);
      const pieces = [...tokenizer.encode(text), 1].map((id) => stream.push(id));
      expect(pieces.join('') + stream.flush()).toBe(text);
    }),
  );
});

test('a partial match is held back and given out when it was none', () => {
  const filter = new StopFilter(['\n\nQ:']);
  expect(['so', '\n', '\nA', ' b', '\n\nQ'].map((piece) => filter.push(piece))).toEqual(['so', '', '\n\nA', ' b', '']);
  expect(filter.flush()).toBe('\n\nQ');
  expect(filter.stopped).toBe(false);
});

test('the text ends before the first stop string, wherever the pieces were cut', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c') })), (pieces) => {
      const stops = ['abc', 'bb'];
      const filter = new StopFilter(stops);
      const text = pieces.join('');
      const found = stops.map((stop) => text.indexOf(stop)).filter((at) => at !== -1);
      let out = '';
      for (const piece of pieces) {
        out += filter.push(piece);
        if (filter.stopped) break;
      }
      expect(filter.stopped).toBe(found.length > 0);
      expect(out + filter.flush()).toBe(found.length > 0 ? text.slice(0, out.length) : text);
      for (const stop of stops) expect(out).not.toContain(stop);
      if (found.length > 0) expect(stops.some((stop) => text.startsWith(stop, out.length))).toBe(true);
    }),
  );
});

test('an empty stop string stops nothing', () => {
  const filter = new StopFilter(['']);
  expect(filter.push('abc')).toBe('abc');
});
