/** Held-out prompts as the model answers them at a checkpoint, beside what the base said before training. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { formatSeconds } from '../../../i18n/units.js';
import type { AnswersAt } from '../../../jobs/status.js';
import { Beyond } from '../../components/beyond.js';
import type { Scrolled } from '../../scrolled.js';
import { cut, fitted } from '../../text-width.js';
import { useTheme } from '../../theme/theme-context.js';
import { within } from '../../within.js';
import { clippedText } from '../../wrapped-text.js';
import type { WatchedProps } from './view.js';

type Props = WatchedProps & { answers: readonly AnswersAt[] };
type Answer = AnswersAt['answers'][number];

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const isRight = ({ tuned, expected }: Answer): boolean => oneLine(tuned) === oneLine(expected);

/** One line for each prompt, under the curve: the newest answers. */
export function AnswerTable({ answers, words, columns }: Props): ReactNode {
  const { look, symbol } = useTheme();
  const shown = answers.findLast((told) => told.answers.length > 0);
  if (!shown) return null;
  const width = Math.floor((columns - 4) / 4);
  const prompt = columns - 3 * (width - 2) - 4;
  const cell = (text: string): string => `${fitted(oneLine(text), width - 3, symbol.more)} `;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text wrap="truncate-end" {...look.muted}>
        {fitted(tableTitle(shown, answers, words), prompt, symbol.more)}
        {` ${cell(words.evaluate.expected)}${cell(words.evaluate.base)}${cell(words.monitor.now)}`}
      </Text>
      {shown.answers.map((answer) => (
        <Text key={answer.row} wrap="truncate-end">
          {`${fitted(oneLine(answer.prompt), prompt, symbol.more)} `}
          <Text {...look.muted}>{cell(answer.expected)}</Text>
          <Text {...look.base}>{cell(answer.base)}</Text>
          <Text {...look.tuned}>{cell(answer.tuned).trimEnd()}</Text>
          {isRight(answer) ? <Text {...look.good}>{` ${symbol.done}`}</Text> : null}
        </Text>
      ))}
    </Box>
  );
}

/** A checkpoint whose answers were left out is said; its reason stands in the full view. */
function tableTitle({ step }: AnswersAt, answers: readonly AnswersAt[], { monitor }: Props['words']): string {
  const leftOut = answers.at(-1)?.answers.length === 0;
  return leftOut ? `${monitor.step} ${step} (${monitor.leftOutShort})` : `${monitor.heldOut} ${step}`;
}

/** The prompt, and a line of each answer. */
const LEAST_ANSWER = 4;
/** The title, and the free row above it. */
const ABOVE = 2;

/** The answers of the checkpoint looked at that have room, and the rows for each of them. */
export function answersPart(
  answers: readonly AnswersAt[],
  { earlier, skipped }: WatchedProps['view'],
  rows: number,
): Scrolled<Answer> & { at: number; each: number } {
  const at = answers.length - 1 - Math.min(earlier, answers.length - 1);
  const told = answers[at]?.answers ?? [];
  const room = rows - ABOVE;
  const all = told.length * LEAST_ANSWER <= room;
  const most = all ? told.length : Math.max(1, Math.floor((room - 1) / LEAST_ANSWER));
  const last = told.length - most;
  const above = within(skipped, last);
  const part = { shown: told.slice(above, above + most), above, below: last - above, last };
  return { ...part, at, each: Math.floor((room - (all ? 0 : 1)) / Math.max(1, most)) };
}

/** All of it in full, one checkpoint at a time. */
export function AnswersView({ answers, words, view, columns, rows }: Props): ReactNode {
  const { look, symbol } = useTheme();
  const part = answersPart(answers, view, rows);
  const shown = answers[part.at];
  if (!shown) return null;
  const title = `${words.monitor.heldOut} ${shown.step}  (${part.at + 1}/${answers.length})`;
  return (
    <Box flexDirection="column" marginTop={1} overflowY="hidden">
      <Box flexDirection="column" flexShrink={0}>
        <Text bold wrap="truncate-end">
          {title}
        </Text>
        {shown.answers.length === 0 ? (
          <Text {...look.warn} wrap="wrap">
            {`${symbol.warning} ${words.monitor.leftOut} ${formatSeconds(shown.seconds)}.`}
          </Text>
        ) : null}
        {part.shown.map((answer) => (
          <AnswerBox key={answer.row} answer={answer} words={words} columns={columns} rows={part.each} />
        ))}
        <Beyond part={part} words={words} />
      </Box>
    </Box>
  );
}

interface BoxProps extends Pick<Props, 'words' | 'columns' | 'rows'> {
  answer: Answer;
}

function AnswerBox({ answer, words, columns, rows }: BoxProps): ReactNode {
  const { look, symbol } = useTheme();
  const lines = [
    [words.evaluate.expected, answer.expected, look.muted],
    [words.evaluate.base, answer.base, look.base],
    [words.monitor.now, answer.tuned, look.tuned],
  ] as const;
  const name = Math.max(...lines.map(([title]) => title.length)) + 1;
  const perText = Math.max(1, Math.floor((rows - 1) / lines.length));
  return (
    <>
      <Text wrap="truncate-end">
        <Text {...look.muted}>{`${words.evaluate.row} ${answer.row}: `}</Text>
        {cut(oneLine(answer.prompt), columns - 12, symbol.more)}
        {isRight(answer) ? <Text {...look.good}>{` ${symbol.done}`}</Text> : null}
      </Text>
      {lines.map(([title, text, tint]) => (
        <Text key={title} {...tint}>
          {clippedText(oneLine(text) || symbol.range, columns - name - 3, perText, symbol.more)
            .map((line, i) => `  ${(i === 0 ? title : '').padEnd(name)}${line}`)
            .join('\n')}
        </Text>
      ))}
    </>
  );
}
