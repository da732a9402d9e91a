/** Step 2: what the file is taken for, and every finding, with a way to the rows it names. */
import { Box } from 'ink';
import type { ReactNode } from 'react';
import { TASKS } from '../../../data/types.js';
import type { PreparedData } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { ColumnsField } from '../../components/columns-field.js';
import { FindingList } from '../../components/finding-list.js';
import { ProblemBox } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { type KeptStates, useKeptReducer } from '../../hooks/use-kept-reducer.js';
import { RepairView } from '../repair/view.js';
import type { ScreenProps } from '../screen.js';
import { validateKeys } from './keys.js';
import {
  firstAt,
  reduceValidate,
  sortedFindings,
  type ValidateAction,
  type ValidateState,
  validateStart,
} from './reducer.js';
import { RowsView } from './rows-view.js';
import { Summary, summaryRows } from './summary.js';
import { TokensView } from './tokens-view.js';

export function ValidateScreen(props: ScreenProps): ReactNode {
  const { prepared } = props.state;
  // A new report is a new screen: what was pointed at belongs to the old one.
  return prepared ? <Check key={reportKey(prepared)} {...props} prepared={prepared} /> : null;
}

const reportKey = ({ source, task, maxLength, report }: PreparedData): string =>
  [source.file, source.sha256, task, maxLength, report.findings.length].join(' ');

type CheckProps = ScreenProps & { prepared: PreparedData };

const KEPT: KeptStates<ValidateState> = new WeakMap();

function Check(props: CheckProps): ReactNode {
  const { report } = props.prepared;
  const [local, act] = useKeptReducer(KEPT, reduceValidate, {
    about: reportKey(props.prepared),
    start: () => validateStart(firstAt(report.isValid, report.findings)),
  });
  const close = (): void => act({ type: 'close' });
  switch (local.panel?.kind) {
    case 'rows':
      return <RowsView {...props} finding={local.panel.finding} close={close} />;
    case 'tokens':
      return <TokensView {...props} close={close} />;
    case 'repairs':
      return <RepairView {...props} close={close} />;
    case 'columns':
      return <ColumnsField {...props} step="validate" close={close} />;
    case undefined:
      return <Findings {...props} local={local} act={act} />;
  }
}

type FindingsProps = CheckProps & { local: ValidateState; act: (action: ValidateAction) => void };

function Findings(props: FindingsProps): ReactNode {
  const { state, dispatch, words, lang, prepared, columns, rows, local, act } = props;
  const { report } = prepared;
  const findings = sortedFindings(report.findings);
  const finding = findings[local.at];
  const nextTask = TASKS[(TASKS.indexOf(prepared.task) + 1) % TASKS.length] ?? 'generation';
  const longer = longerLength(prepared);
  const open = (kind: 'tokens' | 'repairs' | 'columns') => (): void => act({ type: 'open', panel: { kind } });
  const toRows =
    finding && finding.rows.length > 0 ? (): void => act({ type: 'open', panel: { kind: 'rows', finding } }) : null;
  const keys = validateKeys(
    words,
    { onFinding: finding !== undefined, nextTask, longerLength: longer },
    {
      enter: finding ? toRows : report.isValid ? () => dispatch({ type: 'accept-data' }) : null,
      move: (by) => act({ type: 'move', by, last: findings.length }),
      tokens: open('tokens'),
      repair: open('repairs'),
      columns: open('columns'),
      task: () => dispatch({ type: 'correct', task: nextTask }),
      longer: longer === null ? null : () => dispatch({ type: 'correct', maxLength: longer }),
      back: () => dispatch({ type: 'back' }),
    },
  );
  return (
    <StepFrame {...props} keys={keys}>
      <Summary {...props} />
      {state.busy === 'prepare' ? <Busy what={words.prepare.reading} note={state.note} /> : null}
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={lang} /> : null}
      <Box marginTop={1} flexDirection="column" flexGrow={1} flexBasis={0} overflowY="hidden">
        <FindingList
          findings={findings}
          at={local.at}
          isValid={report.isValid}
          rows={rows - summaryRows(props) - 2}
          {...{ columns, words, lang }}
        />
      </Box>
    </StepFrame>
  );
}

/** Twice the maximum length, when rows are longer than it and the model's context has room; else null. */
function longerLength({ report, maxLength, base }: PreparedData): number | null {
  const cut = report.findings.some(
    (finding) => finding.code === 'over-max-length' || finding.code === 'answer-cut-off',
  );
  const longer = Math.min(2 * maxLength, base.size.contextLength ?? maxLength);
  return cut && longer > maxLength ? longer : null;
}
