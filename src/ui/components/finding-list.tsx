/** Findings grouped by severity, the one pointed at in full, all of them where they have room, and the way to the next step below them. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Lang } from '../../base/localized.js';
import { wrapWords } from '../../base/wrap-words.js';
import type { Finding, Severity } from '../../data/types.js';
import type { Dictionary } from '../../i18n/index.js';
import { useTheme } from '../theme/theme-context.js';

export const SEVERITY_LOOK = {
  error: { mark: 'error', token: 'bad' },
  warning: { mark: 'warning', token: 'warn' },
  info: { mark: 'info', token: 'accent' },
} as const;

export interface FindingListProps {
  /** Sorted, worst first. */
  findings: readonly Finding[];
  /** A finding, or one past the last: the way on. */
  at: number;
  isValid: boolean;
  rows: number;
  columns: number;
  words: Dictionary;
  lang: Lang;
}

/** The counts above, the way on and the count of those below. */
const AROUND = 3;

/** The rows in which every finding has room, whichever is pointed at. */
export function wholeListRows({
  findings,
  columns,
  words,
  lang,
}: Pick<FindingListProps, 'findings' | 'columns' | 'words' | 'lang'>): number {
  const tallest = Math.max(1, ...findings.map((finding) => fullLines(finding, columns, words, lang).length));
  return AROUND + Math.max(0, findings.length - 1) + tallest;
}

export function FindingList(props: FindingListProps): ReactNode {
  const { findings, at, rows, columns, words, lang } = props;
  const { look, symbol } = useTheme();
  const room = Math.max(1, rows - AROUND);
  const whole = findings.map((finding) => fullLines(finding, columns, words, lang).length);
  const roomy = sum(whole) <= room;
  const heights = whole.map((height, i) => (roomy || i === at ? height : 1));
  const first = firstShown(heights, at, room);
  const last = lastShown(heights, first, room);
  const below = findings.length - last - 1;
  return (
    <>
      <Counts findings={findings} words={words} above={first} />
      {findings.slice(first, last + 1).map((finding, i) => (
        <FindingLines
          key={`${finding.code} ${finding.message.en}`}
          {...props}
          finding={finding}
          here={first + i === at}
          inFull={roomy || first + i === at}
        />
      ))}
      {below > 0 ? <Text {...look.muted}>{`  +${below} ${words.validate.more}`}</Text> : null}
      <Box flexShrink={0}>
        <Way {...props} symbol={at === findings.length ? symbol.pointer : ' '} />
      </Box>
    </>
  );
}

function Counts({
  findings,
  words,
  above,
}: {
  findings: readonly Finding[];
  words: Dictionary;
  above: number;
}): ReactNode {
  const { look, symbol } = useTheme();
  if (findings.length === 0) return <Text {...look.good}>{`${symbol.done} ${words.validate.ok}`}</Text>;
  const severities: readonly Severity[] = ['error', 'warning', 'info'];
  return (
    <Text wrap="truncate-end">
      {severities.map((severity) => {
        const count = findings.filter((finding) => finding.severity === severity).length;
        if (count === 0) return null;
        const { mark, token } = SEVERITY_LOOK[severity];
        return (
          <Text key={severity}>
            <Text {...look[token]} bold>{`${symbol[mark]} ${words.validate.counted[severity](count)}`}</Text>
            {'   '}
          </Text>
        );
      })}
      {above > 0 ? <Text {...look.muted}>{`(+${above} ${words.settings.above})`}</Text> : null}
    </Text>
  );
}

function FindingLines(props: FindingListProps & { finding: Finding; here: boolean; inFull: boolean }): ReactNode {
  const { finding, here, inFull, columns, words, lang } = props;
  const { look, symbol } = useTheme();
  const { mark, token } = SEVERITY_LOOK[finding.severity];
  const [head = '', ...rest] = inFull ? fullLines(finding, columns, words, lang) : [messageOf(finding, words, lang)];
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text wrap="truncate-end">
        <Text {...(here ? look.accent : {})}>{here ? symbol.pointer : ' '}</Text>
        <Text {...look[token]} bold={finding.severity === 'error'}>{` ${symbol[mark]} `}</Text>
        {head}
      </Text>
      {rest.length > 0 ? <Text wrap="truncate-end">{rest.map((line) => `    ${line}`).join('\n')}</Text> : null}
    </Box>
  );
}

function Way({ isValid, words, findings, at, symbol: pointer }: FindingListProps & { symbol: string }): ReactNode {
  const { look, symbol } = useTheme();
  const here = at === findings.length;
  if (!isValid)
    return <Text {...look.bad} wrap="truncate-end">{`${pointer} ${symbol.error} ${words.validate.invalid}`}</Text>;
  return (
    <Text wrap="truncate-end" bold={here} {...(here ? look.accent : {})}>
      {`${pointer} ${words.validate.onwards}`}
    </Text>
  );
}

function messageOf(finding: Finding, words: Dictionary, lang: Lang): string {
  return `${finding.message[lang]}${rowsText(finding, words)}`;
}

/** The message, then the remedy, without the marks before them. */
function fullLines(finding: Finding, columns: number, words: Dictionary, lang: Lang): string[] {
  const width = columns - 4;
  return [...wrapWords(messageOf(finding, words, lang), width), ...wrapWords(`${finding.remedy[lang]}`, width)];
}

function rowsText({ rows, count }: Finding, words: Dictionary): string {
  if (rows.length === 0) return '';
  const line = rows.length === 1 ? words.validate.line : words.validate.lines;
  return ` (${line} ${rows.slice(0, 6).join(', ')}${count > 6 ? ', …' : ''})`;
}

/** Scrolled only as far as the one pointed at needs. */
function firstShown(heights: readonly number[], at: number, room: number): number {
  let first = 0;
  const upTo = Math.min(at, heights.length - 1);
  while (first < upTo && sum(heights.slice(first, upTo + 1)) > room) first++;
  return first;
}

function lastShown(heights: readonly number[], first: number, room: number): number {
  let last = first;
  while (last + 1 < heights.length && sum(heights.slice(first, last + 2)) <= room) last++;
  return Math.min(last, heights.length - 1);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
