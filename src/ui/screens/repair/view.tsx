/** The repairs of step 2: each shown as a diff of real rows, accepted one by one or all. The source is never touched. */
import { Box, Text } from 'ink';
import { type ReactNode, useEffect, useState } from 'react';
import type { Lang } from '../../../base/localized.js';
import type { Repair, RepairChange } from '../../../data/types.js';
import { Busy } from '../../components/busy.js';
import { ProblemBox } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';

export function RepairView(props: ScreenProps & { close: () => void }): ReactNode {
  const { state, dispatch, words, lang, rows } = props;
  const [at, setAt] = useState(0);
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => dispatch({ type: 'ask-repairs' }), [dispatch]);
  const repairs = state.repairs ?? [];
  const current = repairs[at];
  const write = (): void => {
    dispatch({ type: 'accept-repairs', accepted: repairs.filter((repair) => accepted.has(repair.code)) });
    if (accepted.size > 0) props.close();
  };
  const keys = [
    { key: 'up', label: words.keys.move, run: () => setAt((n) => Math.max(0, n - 1)) },
    { key: 'down', label: null, run: () => setAt((n) => Math.min(repairs.length - 1, n + 1)) },
    { key: ' ', label: words.keys.toggle, run: () => current && setAccepted((all) => toggled(all, current.code)) },
    { key: 'a', label: words.keys.all, run: () => setAccepted(new Set(repairs.map((repair) => repair.code))) },
    { key: 'enter', label: words.keys.write, run: write },
    { key: 'esc', label: words.keys.back, run: props.close },
  ];
  const listRows = Math.min(repairs.length, Math.max(3, Math.floor(rows / 2) - 2));
  const first = Math.max(0, Math.min(at - listRows + 1, repairs.length - listRows));
  return (
    <StepFrame state={state} words={words} keys={keys}>
      <Text bold>{words.validate.repairs}</Text>
      {state.busy === 'propose-repairs' ? <Busy what={words.prepare.reading} note={state.note} /> : null}
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={lang} /> : null}
      {state.repairs?.length === 0 ? <Text>{words.validate.noRepairs}</Text> : null}
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        {repairs.slice(first, first + listRows).map((repair) => (
          <RepairLine
            key={repair.code}
            repair={repair}
            on={accepted.has(repair.code)}
            here={repair === current}
            {...props}
          />
        ))}
      </Box>
      <Box marginTop={1} flexDirection="column" flexGrow={1} flexBasis={0} overflow="hidden">
        {current?.changes.slice(0, 6).map((change) => (
          <Diff key={change.line} change={change} line={words.validate.line} lang={lang} />
        ))}
      </Box>
    </StepFrame>
  );
}

function toggled(set: ReadonlySet<string>, code: string): Set<string> {
  const next = new Set(set);
  if (!next.delete(code)) next.add(code);
  return next;
}

function RepairLine({
  repair,
  on,
  here,
  words,
  lang,
}: ScreenProps & { repair: Repair; on: boolean; here: boolean }): ReactNode {
  const { look, symbol } = useTheme();
  return (
    <Text wrap={here ? 'wrap' : 'truncate-end'} {...(here ? look.accent : {})}>
      {`${here ? symbol.pointer : ' '} ${on ? symbol.on : symbol.off} [${words.validate[repair.necessity]}] ${repair.title[lang]} (${repair.changes.length} ${words.validate.changes})`}
    </Text>
  );
}

function Diff({ change, line, lang }: { change: RepairChange; line: string; lang: Lang }): ReactNode {
  const { look } = useTheme();
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text {...look.muted}>{`${line} ${change.line}`}</Text>
      <Text {...look.bad} wrap="truncate-end">{`- ${shown(change.before)}`}</Text>
      {change.note ? <Text {...look.muted}>{`  ${change.note[lang]}`}</Text> : null}
      {change.after === null ? null : <Text {...look.good} wrap="truncate-end">{`+ ${shown(change.after)}`}</Text>}
    </Box>
  );
}

function shown(record: RepairChange['before']): string {
  return typeof record === 'string' ? record : JSON.stringify(record);
}
