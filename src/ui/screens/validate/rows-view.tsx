/** The rows that a finding names, as they stand in the file, with the fault marked by colour and by marks. */
import { Box, Text } from 'ink';
import { type ReactNode, useEffect, useState } from 'react';
import { wrapWords } from '../../../base/wrap-words.js';
import type { Finding } from '../../../data/types.js';
import type { FaultRow, RowField } from '../../../workflow/fault-rows.js';
import type { PreparedData } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { SEVERITY_LOOK } from '../../components/finding-list.js';
import { StepFrame } from '../../components/step-frame.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';
import { type Piece, shownPieces } from './pieces.js';

export type RowsViewProps = ScreenProps & { prepared: PreparedData; finding: Finding; close: () => void };

export function RowsView(props: RowsViewProps): ReactNode {
  const { prepared, finding, words, lang, columns, close } = props;
  const { ports } = useStudio();
  const { look, symbol } = useTheme();
  const [found, setFound] = useState<readonly FaultRow[] | null>(null);
  const [at, setAt] = useState(0);
  useEffect(() => {
    let here = true;
    void ports.faultRows(prepared, finding, lang).then(
      (rows) => here && setFound(rows),
      () => here && setFound([]),
    );
    return () => {
      here = false;
    };
  }, [ports, prepared, finding, lang]);
  const count = found?.length ?? 0;
  const keys = [
    { key: 'up', also: ['k'], label: words.keys.samples, run: () => setAt((n) => Math.max(0, n - 1)) },
    { key: 'down', also: ['j'], label: null, run: () => setAt((n) => Math.min(Math.max(0, count - 1), n + 1)) },
    { key: 'esc', also: ['enter'], label: words.keys.back, run: close },
  ];
  const { mark, token } = SEVERITY_LOOK[finding.severity];
  const message = wrapWords(finding.message[lang], columns - 2);
  return (
    <StepFrame {...props} keys={keys}>
      <Text wrap="truncate-end">
        <Text {...look[token]} bold>{`${symbol[mark]} `}</Text>
        {message.join('\n  ')}
      </Text>
      <Text {...look.muted} wrap="truncate-end">
        {`  ${found === null ? '' : `${Math.min(at + 1, count)}/${count}${finding.count > count ? ` (${words.validate.ofAll} ${finding.count})` : ''}`}`}
      </Text>
      {found === null ? <Busy what={words.prepare.reading} note={null} /> : null}
      <Box flexDirection="column" flexGrow={1} flexBasis={0} overflowY="hidden" marginTop={1}>
        {(found ?? []).slice(at, at + ROWS_AT_ONCE).map((row) => (
          <RowBlock key={row.line} row={row} {...props} />
        ))}
      </Box>
    </StepFrame>
  );
}

/** More never fit. */
const ROWS_AT_ONCE = 12;
const FIELD_LINES = 4;

function RowBlock({ row, words, columns }: RowsViewProps & { row: FaultRow }): ReactNode {
  const width = Math.max(...row.fields.map(({ name }) => name.length), 0) + 2;
  return (
    <Box flexDirection="column" flexShrink={0} marginBottom={1}>
      <Text bold>{`${words.validate.line} ${row.line}`}</Text>
      {row.fields.map((field) => (
        <FieldText key={field.at} field={field} width={Math.min(width, 20)} columns={columns} />
      ))}
    </Box>
  );
}

function FieldText({ field, width, columns }: { field: RowField; width: number; columns: number }): ReactNode {
  const { look, symbol } = useTheme();
  const faulty = field.segments.some(({ fault }) => fault);
  const room = (columns - width - 2) * FIELD_LINES;
  const pieces = shownPieces(field.segments, room, symbol.more);
  return (
    <Box flexShrink={0}>
      <Box width={width + 2} flexShrink={0}>
        <Text {...(faulty ? look.bad : look.muted)} wrap="truncate-end">
          {`${faulty ? symbol.error : ' '} ${field.name}`}
        </Text>
      </Box>
      <Text wrap="wrap">
        {pieces.map((piece) => (
          <PieceText key={piece.start} piece={piece} />
        ))}
      </Text>
    </Box>
  );
}

function PieceText({ piece }: { piece: Piece }): ReactNode {
  const { look, symbol } = useTheme();
  if (!piece.fault) return <Text>{piece.text}</Text>;
  return (
    <Text {...look.bad} underline>
      {`${symbol.faultStart}${piece.text}${symbol.faultEnd}`}
    </Text>
  );
}
