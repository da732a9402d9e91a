/** One changed row: of each changed field the text before and after, with the difference marked. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { RepairChange } from '../../../data/types.js';
import type { Dictionary } from '../../../i18n/index.js';
import { useTheme } from '../../theme/theme-context.js';
import { changedMiddle, type FieldChange, fieldChanges } from './reducer.js';

export interface DiffProps {
  change: RepairChange;
  words: Dictionary;
  columns: number;
  /** Which of how many. */
  count: string;
}

export function Diff({ change, words, columns, count }: DiffProps): ReactNode {
  const { look } = useTheme();
  const removed = change.after === null;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text>
        <Text bold>{`${words.validate.line} ${change.line}`}</Text>
        {removed ? <Text {...look.bad}>{`  ${words.validate.removed}`}</Text> : null}
        <Text {...look.muted}>{count === '' ? '' : `  ${count}`}</Text>
      </Text>
      {fieldChanges(change).map((field) => (
        <Field key={field.name} field={field} columns={columns} />
      ))}
    </Box>
  );
}

function Field({ field, columns }: { field: FieldChange; columns: number }): ReactNode {
  const { look, symbol } = useTheme();
  const { name, before, after } = field;
  const middle = before !== null && after !== null ? changedMiddle(before, after) : null;
  const room = columns - name.length - 5;
  const line = (text: string, end: number): [string, string, string] => {
    const start = middle?.start ?? 0;
    // A long text is shown from shortly before its change on.
    const from = text.length > room && start > CONTEXT ? start - CONTEXT : 0;
    const flat = (part: string): string => part.replaceAll(/\s/g, ' ');
    return [
      `${from > 0 ? symbol.more : ''}${flat(text.slice(from, start))}`,
      flat(text.slice(start, end)),
      flat(text.slice(end)),
    ];
  };
  return (
    <>
      {before === null ? null : (
        <DiffLine sign="-" name={name} parts={line(before, middle?.beforeEnd ?? before.length)} look={look.bad} />
      )}
      {after === null ? null : (
        <DiffLine sign="+" name={name} parts={line(after, middle?.afterEnd ?? after.length)} look={look.good} />
      )}
    </>
  );
}

const CONTEXT = 20;

interface DiffLineProps {
  sign: '+' | '-';
  name: string;
  parts: [string, string, string];
  look: object;
}

function DiffLine({ sign, name, parts, look: signLook }: DiffLineProps): ReactNode {
  const { look } = useTheme();
  const [before, changed, after] = parts;
  return (
    <Text wrap="truncate-end">
      <Text {...signLook}>{`${sign} `}</Text>
      <Text {...look.muted}>{name === '' ? '' : `${name}: `}</Text>
      {before}
      <Text {...signLook} bold underline>
        {changed}
      </Text>
      {after}
    </Text>
  );
}
