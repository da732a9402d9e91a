/** One line of a lesson in the theme's colours. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Look, Theme } from '../../theme/theme.js';
import { useTheme } from '../../theme/theme-context.js';
import { hasCursor, type Line, lineWidth, type Span, sliced, span, type Tone } from './lines.js';

export interface LineViewProps {
  line: Line;
  /** Columns without the bar. */
  width: number;
  shift: number;
  /** What its part has: nothing, the keys, or the keys and this is its first line. */
  focus: 'none' | 'part' | 'head';
}

export function LineView({ line, width, shift, focus }: LineViewProps): ReactNode {
  const theme = useTheme();
  const { look, symbol } = theme;
  const moved = line.wide && (shift > 0 || lineWidth(line) > width);
  const spans = moved ? movedSpans(line, shift, width, symbol.more) : line.spans;
  const pieces = placed(spans);
  const mark = focus === 'head' ? symbol.pointer : symbol.down;
  return (
    <Text wrap="truncate-end">
      {line.bar ? <Text {...(focus === 'none' ? look.muted : look.accent)}>{`${mark} `}</Text> : null}
      {line.drawn ?? ''}
      {pieces.map(({ text, tone, from }) => (
        <Text key={from} {...lookOf(tone, theme)}>
          {text}
        </Text>
      ))}
      {pieces.length === 0 && line.drawn === undefined ? ' ' : ''}
    </Text>
  );
}

/** The line that is typed moves alone: a mark tells that it begins further left. */
function movedSpans(line: Line, shift: number, width: number, more: string): Span[] {
  if (shift === 0 || !hasCursor(line)) return sliced(line, shift, width, more);
  return [span(more, 'muted'), ...sliced(line, shift + 1, width - 1, more)];
}

/** Each piece with the character at which it begins; empty ones are left out. */
function placed(spans: readonly Span[]): (Span & { from: number })[] {
  let from = 0;
  return spans
    .filter(({ text }) => text !== '')
    .map((one) => {
      const here = { ...one, from };
      from += one.text.length;
      return here;
    });
}

function lookOf(tone: Tone, { look }: Theme): Look {
  switch (tone) {
    case 'plain':
      return {};
    case 'strong':
      return { bold: true };
    case 'cursor':
      return { inverse: true };
    default:
      return look[tone];
  }
}
