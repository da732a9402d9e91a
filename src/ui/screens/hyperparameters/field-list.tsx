/** The settings that fit in sight, the one pointed at with its range, and the line that starts the training. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Lang } from '../../../base/localized.js';
import type { Dictionary } from '../../../i18n/index.js';
import type { Field } from '../../../plan/hyperparameter-fields.js';
import type { Plan } from '../../../plan/types.js';
import { TextField } from '../../components/text-field.js';
import { useTheme } from '../../theme/theme-context.js';
import type { FormState } from './reducer.js';

export interface FieldListProps {
  fields: readonly Field[];
  local: FormState;
  plan: Plan;
  rows: number;
  words: Dictionary;
  lang: Lang;
  onChange: (text: string) => void;
  onSubmit: (text: string) => void;
}

export function FieldList(props: FieldListProps): ReactNode {
  const { fields, local, rows, words, plan } = props;
  const { look, symbol } = useTheme();
  const { at } = local;
  // The title, then the settings and the start.
  const room = rows - 1;
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

function FieldLine(props: FieldListProps & { field: Field; here: boolean }): ReactNode {
  const { field, here, local, plan, lang } = props;
  const { look, symbol } = useTheme();
  const range =
    field.kind === 'number' ? `${field.min} ${symbol.range} ${field.max}` : (field.choices?.join(', ') ?? '');
  const value = field.format(plan.hyperparameters);
  return (
    <Box flexShrink={0}>
      <Box flexShrink={0}>
        <Text {...(here ? look.accent : {})}>{`${here ? symbol.pointer : ' '} ${field.label[lang].padEnd(24)}`}</Text>
      </Box>
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
          {value}
        </Text>
      )}
      {here ? <Text {...look.muted} wrap="truncate-end">{`   (${range})`}</Text> : null}
    </Box>
  );
}
