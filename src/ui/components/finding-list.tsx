/** Findings, worst first, sliced to the rows there are. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Lang } from '../../base/localized.js';
import type { Finding, Severity } from '../../data/types.js';
import type { Dictionary } from '../../i18n/index.js';
import { useTheme } from '../theme/theme-context.js';
import { wrapWords } from '../wrap-words.js';

const ORDER: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
const LOOK = {
  error: { mark: 'error', token: 'bad' },
  warning: { mark: 'warning', token: 'warn' },
  info: { mark: 'info', token: 'muted' },
} as const;

export interface FindingListProps {
  findings: readonly Finding[];
  first: number;
  rows: number;
  columns: number;
  words: Dictionary;
  lang: Lang;
}

export function FindingList({ findings, first, rows, columns, words, lang }: FindingListProps): ReactNode {
  const { look, symbol } = useTheme();
  if (findings.length === 0) return <Text {...look.good}>{`${symbol.done} ${words.validate.ok}`}</Text>;
  const sorted = [...findings].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  const shown: ReactNode[] = [];
  const fine = first === 0 && sorted[0]?.severity === 'info';
  let left = fine ? rows - 1 : rows;
  let next = first;
  for (; next < sorted.length; next++) {
    const finding = sorted[next];
    if (!finding) break;
    const { message, remedy } = linesOf(finding, symbol[LOOK[finding.severity].mark], { columns, words, lang });
    const height = message.length + remedy.length;
    const restLine = next < sorted.length - 1 ? 1 : 0;
    if (height > left - restLine && shown.length > 0) break;
    left -= height;
    shown.push(<FindingLine key={finding.code + next} finding={finding} columns={columns} words={words} lang={lang} />);
  }
  return (
    <>
      {fine ? <Text {...look.good}>{`${symbol.done} ${words.validate.fine}`}</Text> : null}
      {shown}
      {next < sorted.length ? <Text {...look.muted}>{`+${sorted.length - next} ${words.validate.more}`}</Text> : null}
    </>
  );
}

/** The message after its severity, and the remedy under it, as lines. */
function linesOf(
  finding: Finding,
  mark: string,
  { columns, words, lang }: Pick<FindingListProps, 'columns' | 'words' | 'lang'>,
) {
  const head = `${mark} ${words.validate[finding.severity]} `;
  const message = wrapWords(`${head}${finding.message[lang]}${rowsText(finding, words)}`, columns);
  const remedy = wrapWords(finding.remedy[lang], columns - 2).map((line) => `  ${line}`);
  return { head, message, remedy };
}

function rowsText(finding: Finding, words: Dictionary): string {
  if (finding.rows.length === 0) return '';
  const some = finding.rows.slice(0, 6).join(', ');
  const line = finding.rows.length === 1 ? words.validate.line : words.validate.lines;
  return ` (${line} ${some}${finding.count > 6 ? ', …' : ''})`;
}

function FindingLine(props: Pick<FindingListProps, 'columns' | 'words' | 'lang'> & { finding: Finding }): ReactNode {
  const { look, symbol } = useTheme();
  const { severity } = props.finding;
  const { head, message, remedy } = linesOf(props.finding, symbol[LOOK[severity].mark], props);
  return (
    <>
      <Text>
        <Text {...look[LOOK[severity].token]} bold={severity === 'error'}>
          {head}
        </Text>
        {message.join('\n').slice(head.length)}
      </Text>
      <Text {...look.muted}>{remedy.join('\n')}</Text>
    </>
  );
}
