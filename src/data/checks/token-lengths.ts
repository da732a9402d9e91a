/** Tells how long the examples are in tokens: the figure behind the maximum length, memory and time. */
import type { Check } from '../types.js';
import { LengthHistogram } from './support/length-histogram.js';
import { grouped, verb } from './support/words.js';

export const tokenLengths: Check = {
  codes: ['token-lengths'],
  start({ maxLength }) {
    const lengths = new LengthHistogram();
    return {
      add({ encoded }) {
        if (encoded) lengths.add(encoded.ids.length);
      },
      finish() {
        if (lengths.count === 0) return [];
        const { p50, p95, max } = lengths.quantiles();
        const over = lengths.countAbove(maxLength);
        return [
          {
            code: 'token-lengths',
            severity: 'info',
            message: {
              en: `Half of the examples have ${grouped(p50)} tokens or fewer, 95% have ${grouped(p95)} or fewer, the longest has ${grouped(max)}; ${grouped(over)} of ${grouped(lengths.count)} exceed the maximum length of ${grouped(maxLength)}.`,
              hi: `Aadhe examples ${grouped(p50)} tokens tak ke hain, 95% ${grouped(p95)} tak, sabse lamba ${grouped(max)} ka; ${grouped(lengths.count)} mein se ${grouped(over)} maximum length ${grouped(maxLength)} se upar ${verb(over, 'hai', 'hain')}.`,
            },
            // A batch is as wide as its longest row, so a maximum far above them costs nothing.
            remedy: { en: 'Nothing to do.', hi: 'Kuch karne ki zaroorat nahi.' },
            rows: [],
            count: lengths.count,
          },
        ];
      },
    };
  },
};
