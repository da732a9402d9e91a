/** Findings, worst first, sliced to the rows there are. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Lang } from '../../base/localized.js';
import type { Finding, Severity } from '../../data/types.js';
import type { Dictionary } from '../../i18n/index.js';
import { color, symbol } from '../theme.js';

const ORDER: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
const LOOK: Record<Severity, { mark: string; color: string | undefined }> = {
  error: { mark: symbol.error, color: color.bad },
  warning: { mark: symbol.warning, color: color.warn },
  info: { mark: symbol.info, color: undefined },
};

export interface FindingListProps {
  findings: readonly Finding[];
  first: number;
  rows: number;
  columns: number;
  words: Dictionary;
  lang: Lang;
}

export function FindingList({ findings, first, rows, columns, words, lang }: FindingListProps): ReactNode {
  if (findings.length === 0) return <Text color={color.good}>{`${symbol.done} ${words.validate.ok}`}</Text>;
  const sorted = [...findings].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  const shown: ReactNode[] = [];
  let left = rows - 1;
  let next = first;
  for (; next < sorted.length; next++) {
    const finding = sorted[next];
    if (!finding) break;
    const height = linesOf(finding, columns, words, lang);
    if (height > left - 1 && shown.length > 0) break;
    left -= height;
    shown.push(<FindingLine key={finding.code + next} finding={finding} words={words} lang={lang} />);
  }
  const fine = first === 0 && sorted[0]?.severity === 'info';
  return (
    <>
      {fine ? <Text color={color.good}>{`${symbol.done} ${words.validate.fine}`}</Text> : null}
      {shown}
      {next < sorted.length ? <Text dimColor>{`+${sorted.length - next} ${words.validate.more}`}</Text> : null}
    </>
  );
}

function linesOf(finding: Finding, columns: number, words: Dictionary, lang: Lang): number {
  const message =
    finding.message[lang].length + rowsText(finding, words).length + words.validate[finding.severity].length + 4;
  return Math.ceil(message / columns) + Math.ceil((finding.remedy[lang].length + 4) / columns);
}

function rowsText(finding: Finding, words: Dictionary): string {
  if (finding.rows.length === 0) return '';
  const some = finding.rows.slice(0, 6).join(', ');
  const line = finding.rows.length === 1 ? words.validate.line : words.validate.lines;
  return ` (${line} ${some}${finding.count > 6 ? ', …' : ''})`;
}

function FindingLine({ finding, words, lang }: { finding: Finding; words: Dictionary; lang: Lang }): ReactNode {
  const look = LOOK[finding.severity];
  return (
    <>
      <Text wrap="wrap">
        <Text color={look.color} bold={finding.severity === 'error'}>
          {look.mark} {words.validate[finding.severity]}{' '}
        </Text>
        {finding.message[lang]}
        <Text dimColor>{rowsText(finding, words)}</Text>
      </Text>
      <Text dimColor wrap="wrap">{`  ${finding.remedy[lang]}`}</Text>
    </>
  );
}
