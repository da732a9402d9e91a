/** One held-out row as lines: clipped to the rows that are free, or whole. Pure. */
import { formatNumber } from '../../../i18n/units.js';
import type { RowPair } from '../../../workflow/job-rows.js';
import { sharedRows } from '../../shared-rows.js';
import { padded } from '../../text-width.js';
import type { Symbols } from '../../theme/symbols.js';
import { clippedText, wrappedText } from '../../wrapped-text.js';
import type { ScreenProps } from '../screen.js';

export interface RowLine {
  text: string;
  of: 'prompt' | 'expected' | 'base' | 'tuned' | 'title';
}

type Words = ScreenProps['words']['evaluate'];
const ANSWERS = ['expected', 'base', 'tuned'] as const;
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Prompt, expected answer and both answers in `rows` rows at most (4 at least), each begun; none is cut while another leaves rows free. */
export function clippedRow(
  pair: RowPair,
  words: Words,
  { columns, rows, symbol }: { columns: number; rows: number; symbol: Symbols },
): RowLine[] {
  const name = Math.max(...ANSWERS.map((one) => words[one].length)) + 2;
  const texts = [
    { of: 'prompt' as const, text: oneLine(pair.prompt), head: '', width: columns },
    ...ANSWERS.map((of) => ({
      of,
      text: oneLine(pair[of]) || symbol.range,
      head: `  ${padded(words[of], name)}`,
      width: columns - name - 3,
    })),
  ];
  const heights = sharedRows(
    texts.map(({ text, width }) => wrappedText(text, width).length),
    rows,
  );
  return texts.flatMap(({ of, text, head, width }, at) =>
    clippedText(text, width, heights[at] ?? 1, symbol.more).map((line, i) => ({
      of,
      text: `${i === 0 ? head : ' '.repeat(head.length)}${line}`,
    })),
  );
}

/** All of it as it stands in the file, with its losses, beneath a title each. */
export function wholeRow(pair: RowPair, words: Words, columns: number): RowLine[] {
  const losses = { prompt: null, expected: null, base: pair.baseLoss, tuned: pair.tunedLoss };
  return (['prompt', ...ANSWERS] as const).flatMap((of): RowLine[] => {
    const loss = losses[of];
    const measured = loss === null || Number.isNaN(loss) ? '' : `  (${words.metrics.loss} ${formatNumber(loss)})`;
    const text = wrappedText(pair[of].trim(), columns - 2).map((line): RowLine => ({ of, text: `  ${line}` }));
    return [{ of: 'title', text: `${words[of]}${measured}` }, ...text];
  });
}
