/** Step 2: what was found in the file, and the exact tokens that will be trained. */
import { Box, Text } from 'ink';
import { type ReactNode, useState } from 'react';
import { TASKS } from '../../../data/types.js';
import type { PreparedData } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { ColumnsField } from '../../components/columns-field.js';
import { FindingList } from '../../components/finding-list.js';
import { ProblemBox } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { TokenView } from '../../components/token-view.js';
import { useTheme } from '../../theme/theme-context.js';
import { RepairView } from '../repair/view.js';
import type { ScreenProps } from '../screen.js';

export function ValidateScreen(props: ScreenProps): ReactNode {
  const [repairing, setRepairing] = useState(false);
  const [naming, setNaming] = useState(false);
  if (props.state.prepared === null) return null;
  if (naming) return <ColumnsField {...props} step="validate" close={() => setNaming(false)} />;
  if (repairing) return <RepairView {...props} close={() => setRepairing(false)} />;
  return (
    <Findings
      {...props}
      prepared={props.state.prepared}
      repair={() => setRepairing(true)}
      name={() => setNaming(true)}
    />
  );
}

function Findings(props: ScreenProps & { prepared: PreparedData; repair: () => void; name: () => void }): ReactNode {
  const { look, symbol } = useTheme();
  const { state, dispatch, words, lang, prepared, rows, columns } = props;
  const [first, setFirst] = useState(0);
  const [tokens, setTokens] = useState(false);
  const { report } = prepared;
  const nextTask = TASKS[(TASKS.indexOf(prepared.task) + 1) % TASKS.length] ?? 'generation';
  const last = Math.max(0, report.findings.length - 1);
  const longer = longerLength(prepared);
  const keys = [
    ...(report.isValid
      ? [{ key: 'enter', label: words.keys.enter, run: () => dispatch({ type: 'accept-data' }) }]
      : []),
    { key: 'esc', label: words.keys.back, run: () => dispatch({ type: 'back' }) },
    { key: 't', label: tokens ? words.keys.findings : words.keys.tokens, run: () => setTokens((on) => !on) },
    { key: 'c', label: words.keys.task, run: () => dispatch({ type: 'correct', task: nextTask }) },
    { key: 'o', label: words.keys.columns, run: props.name },
    ...(longer === null
      ? []
      : [
          {
            key: 'm',
            label: `${words.keys.longer} ${longer}`,
            run: () => dispatch({ type: 'correct', maxLength: longer }),
          },
        ]),
    { key: 'r', label: words.keys.repair, run: props.repair },
    { key: 'up', label: words.keys.move, run: () => setFirst((n) => Math.max(0, n - 1)) },
    { key: 'down', label: null, run: () => setFirst((n) => Math.min(last, n + 1)) },
  ];
  const room = rows - 6 - (report.isValid ? 0 : 1);
  return (
    <StepFrame state={state} words={words} keys={keys}>
      <Summary {...props} />
      {state.busy === 'prepare' ? <Busy what={words.prepare.reading} note={state.note} /> : null}
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={lang} /> : null}
      <Box marginTop={1} flexDirection="column" flexGrow={1} flexBasis={0} overflow="hidden">
        {tokens && prepared.tokens ? (
          <TokenView
            line={prepared.tokens.line}
            pieces={prepared.tokens.pieces}
            words={words}
            rows={room}
            columns={columns - 2}
          />
        ) : (
          <FindingList
            findings={report.findings}
            first={first}
            rows={room}
            columns={columns - 2}
            words={words}
            lang={lang}
          />
        )}
      </Box>
      {report.isValid ? null : <Text {...look.bad}>{`${symbol.error} ${words.validate.invalid}`}</Text>}
    </StepFrame>
  );
}

function Summary({ words, lang, prepared, columns: width }: ScreenProps & { prepared: PreparedData }): ReactNode {
  const { look } = useTheme();
  const { report, split } = prepared;
  const { train, validation, test } = split;
  const counts = `${train.length} ${words.validate.train}, ${validation.length} ${words.validate.validation}, ${test.length} ${words.validate.test}`;
  const columns = Object.entries(report.columns).map(([ours, theirs]) =>
    ours === theirs ? ours : `${ours} = ${theirs}`,
  );
  const why = report.detection.reasons.map((reason) => reason[lang]).join(' ');
  const lines = [
    [
      words.validate.task,
      `${prepared.task}  (${report.format}, ${report.rows} ${words.validate.rows}, ${report.usable} ${words.validate.usable})`,
    ],
    [words.validate.columns, columns.join(', ')],
    [words.validate.split, counts],
  ] as const;
  return (
    <Box flexDirection="column" flexShrink={0}>
      {lines.map(([name, text]) => (
        <Text key={name} wrap="truncate-end">
          <Text {...look.muted}>{name.padEnd(NAME_WIDTH)}</Text>
          {text}
        </Text>
      ))}
      <Box height={why.length > width - 2 - NAME_WIDTH ? 2 : 1} overflow="hidden">
        <Box width={NAME_WIDTH} flexShrink={0}>
          <Text {...look.muted}>{words.validate.why}</Text>
        </Box>
        <Text {...look.muted} wrap="wrap">
          {why}
        </Text>
      </Box>
    </Box>
  );
}

const NAME_WIDTH = 9;

/** Twice the maximum length, when rows are longer than it and the model's context has room; else null. */
function longerLength({ report, maxLength, base }: PreparedData): number | null {
  const cut = report.findings.some(
    (finding) => finding.code === 'over-max-length' || finding.code === 'answer-cut-off',
  );
  const longer = Math.min(2 * maxLength, base.size.contextLength ?? maxLength);
  return cut && longer > maxLength ? longer : null;
}
