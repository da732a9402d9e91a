/** The three methods side by side on the user's data: what learns, memory against what is free, time, cost. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Dictionary } from '../../i18n/index.js';
import { formatBytes, formatCount, formatSeconds, formatUsd } from '../../i18n/units.js';
import { METHODS, type Method, type Plan } from '../../plan/types.js';
import type { PlannedRun } from '../../workflow/types.js';
import { fitted } from '../text-width.js';
import type { Symbols } from '../theme/symbols.js';
import { useTheme } from '../theme/theme-context.js';

export interface MethodTableProps {
  planned: PlannedRun;
  words: Dictionary;
  columns: number;
}

interface Option {
  method: Method;
  memoryBytes: number;
  seconds: number;
  costUsd: number;
  fits: boolean;
  /** What learns, of all that there is with this method; null where it is not known. */
  parameters: { trainable: number; total: number } | null;
}

const NAME = 10;

export function MethodTable({ planned, words, columns }: MethodTableProps): ReactNode {
  const { look, symbol } = useTheme();
  const { plan, hardware } = planned;
  const options = optionsOf(plan);
  const width = Math.min(30, Math.floor((columns - NAME) / options.length));
  const free = hardware.freeMemoryBytes;
  const rows: [string, (option: Option) => string][] = [
    [words.method.trainable, learns],
    [
      words.method.memory,
      (option) => memoryBar(option.memoryBytes / free, width - 11, symbol, formatBytes(option.memoryBytes)),
    ],
    [words.method.time, (option) => formatSeconds(option.seconds)],
    [words.method.cost, (option) => formatUsd(option.costUsd)],
    ['', (option) => verdict(option, plan, words, symbol)],
  ];
  const tint = (option: Option): object =>
    option.method === plan.method ? { ...look.accent, bold: true } : option.fits ? {} : look.bad;
  return (
    <>
      <Text wrap="truncate-end">
        {' '.repeat(NAME)}
        {options.map((option) => (
          <Text key={option.method} {...tint(option)}>
            {fitted(
              `${option.method === plan.method ? symbol.pointer : ' '} ${words.method.short[option.method]}`,
              width,
            )}
          </Text>
        ))}
      </Text>
      {rows.map(([name, cell]) => (
        <Text key={name} wrap="truncate-end">
          <Text {...look.muted}>{fitted(name, NAME)}</Text>
          {options.map((option) => (
            <Text key={option.method} {...tint(option)}>
              {fitted(`  ${cell(option)}`, width)}
            </Text>
          ))}
        </Text>
      ))}
    </>
  );
}

function learns({ parameters }: Option): string {
  if (parameters === null) return '';
  const share = (100 * parameters.trainable) / parameters.total;
  return `${formatCount(parameters.trainable)} (${share >= 10 ? Math.round(share) : share.toPrecision(2)}%)`;
}

/** Full at all that is free. */
function memoryBar(share: number, width: number, symbol: Symbols, text: string): string {
  const room = Math.max(3, width);
  const full = Math.min(room, Math.max(1, Math.round(share * room)));
  return `${symbol.bar.repeat(full)}${symbol.track.repeat(room - full)} ${text}`;
}

function verdict({ method, fits }: Option, plan: Plan, words: Dictionary, symbol: Symbols): string {
  if (method === plan.method) return `${symbol.done} ${words.method.isChosen}`;
  return fits ? `${symbol.done} ${words.method.fits}` : `${symbol.error} ${words.method.tooBig}`;
}

/** Always in the same order, so that a column does not jump when it is chosen. */
function optionsOf(plan: Plan): Option[] {
  return METHODS.flatMap((method): Option[] => {
    if (method === plan.method) {
      const { memoryBytes, seconds, costUsd } = plan.estimate;
      const parameters = parametersOf(plan.estimate);
      return [{ method, memoryBytes, seconds, costUsd: costUsd.local ?? 0, fits: true, parameters }];
    }
    const other = plan.alternatives.find((option) => option.method === method);
    return other ? [{ ...other, parameters: parametersOf(other) }] : [];
  });
}

function parametersOf({
  trainableParameters: trainable,
  totalParameters: total,
}: Pick<Plan['alternatives'][number], 'trainableParameters' | 'totalParameters'>): Option['parameters'] {
  return trainable === undefined || total === undefined ? null : { trainable, total };
}
