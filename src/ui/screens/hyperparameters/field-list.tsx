/** The settings that fit in sight, the one pointed at with its range, and the line that starts the training. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Lang } from '../../../base/localized.js';
import { wrapWords } from '../../../base/wrap-words.js';
import type { Dictionary } from '../../../i18n/index.js';
import { type Field, maxOf } from '../../../plan/hyperparameter-fields.js';
import type { Plan } from '../../../plan/types.js';
import { TextField } from '../../components/text-field.js';
import { useTheme } from '../../theme/theme-context.js';
import type { FormState } from './reducer.js';

export interface FieldListProps {
  fields: readonly Field[];
  local: FormState;
  plan: Plan;
  columns: number;
  rows: number;
  words: Dictionary;
  lang: Lang;
  onChange: (text: string) => void;
  onSubmit: (text: string) => void;
}

const LABEL = 24;
/** Of a line: the pointer, the label and its gap. */
const BEFORE_VALUE = LABEL + 2;

export function FieldList(props: FieldListProps): ReactNode {
  const { fields, local, columns, rows, words, plan } = props;
  const { look, symbol } = useTheme();
  const { at } = local;
  // The title, then the settings and the start; a list of names takes more lines than one.
  const room = rows - linesOfValue(fields[at], columns);
  const first = Math.max(0, Math.min(at - Math.floor(room / 2), fields.length + 1 - room));
  const below = fields.length + 1 - first - room;
  const started = at === fields.length;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text bold wrap="truncate-end">
        {`${words.steps.hyperparameters}: ${words.method.names[plan.method]}`}
        <Text {...look.muted}>{first > 0 ? `  (+${first} ${words.settings.above})` : ''}</Text>
        <Text {...look.muted}>{below > 0 ? `  (+${below} ${words.settings.below})` : ''}</Text>
      </Text>
      {fields.slice(first, first + room).map((field, i) => (
        <FieldLine key={field.key} {...props} field={field} here={first + i === at} />
      ))}
      {first + room > fields.length ? (
        <Text bold={started} {...(started ? look.accent : {})}>
          {`${started ? symbol.pointer : ' '} ${words.settings.start}`}
        </Text>
      ) : null}
    </Box>
  );
}

/** As many as all its names need, so that nothing jumps while they are typed. */
function linesOfValue(field: Field | undefined, columns: number): number {
  return field?.kind === 'list' ? wrapWords((field.choices ?? []).join(', '), columns - BEFORE_VALUE).length : 1;
}

function FieldLine(props: FieldListProps & { field: Field; here: boolean }): ReactNode {
  const { field, here, local, plan, lang, columns } = props;
  const { look, symbol } = useTheme();
  const range =
    field.kind === 'number'
      ? `${field.min} ${symbol.range} ${maxOf(field, plan.limits)}`
      : (field.choices?.join(', ') ?? '');
  const value = field.format(plan.hyperparameters);
  const list = field.kind === 'list';
  return (
    <Box flexShrink={0} overflowX="hidden">
      <Box flexShrink={0}>
        <Text
          {...(here ? look.accent : {})}
        >{`${here ? symbol.pointer : ' '} ${field.label[lang].padEnd(LABEL)}`}</Text>
      </Box>
      <Box flexShrink={list ? 1 : 0}>
        {here && local.draft !== null ? (
          <TextField
            value={local.draft}
            focused
            placeholder={value}
            onChange={props.onChange}
            onSubmit={props.onSubmit}
          />
        ) : (
          <Text bold={here} wrap="truncate-end">
            {here && list ? wrapWords(value, columns - BEFORE_VALUE).join('\n') : value}
          </Text>
        )}
      </Box>
      {here && !list ? <Text {...look.muted} wrap="truncate-end">{`   (${range})`}</Text> : null}
    </Box>
  );
}
