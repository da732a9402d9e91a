import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random.js';
import { fingerprint } from '../../../src/data/checks/support/fingerprint.js';
import { FingerprintTable } from '../../../src/data/checks/support/fingerprint-table.js';
import { SimilarityIndex } from '../../../src/data/checks/support/similarity-index.js';
import { SKETCH_BYTES, Sketcher, sketchSimilarity } from '../../../src/data/checks/support/sketch.js';
import { range } from './harness.js';

function words(random: Random, n: number): string[] {
  return range(n).map(() => `w${random.below(5000)}`);
}

/** Jaccard similarity of the 5-character pieces, the slow and certain way. */
function jaccard(a: string, b: string): number {
  const pieces = (text: string) => new Set(range(text.length - 4).map((i) => text.slice(i - 1, i + 4)));
  const [one, two] = [pieces(a), pieces(b)];
  const common = [...one].filter((piece) => two.has(piece)).length;
  return common / (one.size + two.size - common);
}

describe('sketches', () => {
  it('estimate the Jaccard similarity within their standard error, for short and long texts', () => {
    const random = new Random(3);
    for (const length of [6, 60]) {
      let errorSum = 0;
      for (let i = 0; i < 200; i++) {
        const original = words(random, length);
        const changed = original.map((word) => (random.next() < 0.1 ? `w${random.below(5000)}` : word));
        const [a, b] = [original.join(' '), changed.join(' ')];
        const [sketchA, sketchB] = [new Uint8Array(SKETCH_BYTES), new Uint8Array(SKETCH_BYTES)];
        const sketcher = new Sketcher();
        expect(sketcher.sketch(a, sketchA) && sketcher.sketch(b, sketchB)).toBe(true);
        errorSum += sketchSimilarity(sketchA, sketchB, 0) - jaccard(a, b);
      }
      // The mean of 200 estimates: the standard error 0.06 over the root of 200, times four, and the 1/256 of chance agreement.
      expect(Math.abs(errorSum / 200)).toBeLessThan(0.02);
    }
  });

  it('refuse texts too short to compare', () => {
    expect(new Sketcher().sketch('spam! -- ham', new Uint8Array(SKETCH_BYTES))).toBe(false);
  });
});

/** Operations per text when `n` texts made by `make` go through sketch, search and entry. */
function costPerText(n: number, make: (random: Random, i: number) => string): number {
  const random = new Random(11);
  const index = new SimilarityIndex();
  const sketcher = new Sketcher();
  const sketch = new Uint8Array(SKETCH_BYTES);
  for (let i = 0; i < n; i++) {
    if (!sketcher.sketch(make(random, i), sketch)) continue;
    index.nearest(sketch);
    index.add(sketch);
  }
  return (index.operations + sketcher.operations) / n;
}

describe('near-duplicate search takes linear time', () => {
  it('for unrelated texts: sixteen times the rows, no more work per row', () => {
    const make = (random: Random) => words(random, 20).join(' ');
    expect(costPerText(16_000, make) / costPerText(1000, make)).toBeLessThan(1.1);
  });

  it('when all rows are nearly the same, where comparing all pairs would be worst', () => {
    const make = (_: Random, i: number) =>
      `the same long complaint about the same late parcel in the same words, number ${i % 90}`;
    expect(costPerText(16_000, make) / costPerText(1000, make)).toBeLessThan(1.1);
  });
});

describe('the fingerprint table', () => {
  it('numbers members in order and finds each again after growing', () => {
    const table = new FingerprintTable();
    for (const i of range(70_000)) expect(table.add(fingerprint(`member ${i}`))).toBe(i - 1);
    expect(table.size).toBe(70_000);
    expect(table.add(fingerprint('member 12345'))).toBe(12_344);
    expect(table.find(fingerprint('nobody'))).toBe(-1);
    expect(table.size).toBe(70_000);
  });

  it('tells texts apart that differ in one character or in order', () => {
    const texts = ['', 'a', 'b', 'ab', 'ba', 'aab', 'aba', '\u0000', '\u0000\u0000'];
    expect(new Set(texts.map((text) => JSON.stringify(fingerprint(text)))).size).toBe(texts.length);
  });
});
