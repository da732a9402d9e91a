/** The exact training text as tokens: trained ones between marks and in colour, masked ones dim. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Dictionary } from '../../i18n/index.js';
import type { TokenPiece } from '../../workflow/types.js';
import { useTheme } from '../theme/theme-context.js';

export interface TokenViewProps {
  line: number;
  pieces: readonly TokenPiece[];
  words: Dictionary;
  rows: number;
  columns: number;
}

export function TokenView({ line, pieces, words, rows, columns }: TokenViewProps): ReactNode {
  const { look } = useTheme();
  const shown = cut(pieces, (rows - 2) * columns);
  return (
    <>
      <Text bold>{`${words.validate.tokensTitle} ${line})`}</Text>
      <Text wrap="wrap">
        {shown.map((piece, i) => {
          const text = piece.text.replaceAll('\n', '⏎');
          const key = `${i}`;
          return piece.trained ? (
            <Text key={key} {...look.trained} bold>{`[${text}]`}</Text>
          ) : (
            <Text key={key} {...look.muted}>{`${text}|`}</Text>
          );
        })}
      </Text>
      <Text {...look.muted}>{words.validate.legend}</Text>
    </>
  );
}

/** As many pieces from the start as fit, then the end of the example, which holds the trained tokens. */
function cut(pieces: readonly TokenPiece[], room: number): TokenPiece[] {
  const length = (items: readonly TokenPiece[]): number => items.reduce((sum, piece) => sum + piece.text.length + 2, 0);
  if (length(pieces) <= room) return [...pieces];
  const tail = [...pieces];
  while (length(tail) > room - 4 && tail.length > 1) tail.shift();
  return [{ text: '…', trained: false, special: false }, ...tail];
}
