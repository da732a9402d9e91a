/** The exact training text of one row, token by token. */
import type { ReactNode } from 'react';
import type { PreparedData } from '../../../workflow/types.js';
import { StepFrame } from '../../components/step-frame.js';
import { TokenView } from '../../components/token-view.js';
import type { ScreenProps } from '../screen.js';

export type TokensViewProps = ScreenProps & { prepared: PreparedData; close: () => void };

export function TokensView(props: TokensViewProps): ReactNode {
  const { prepared, words, rows, columns, close } = props;
  const keys = [
    { key: 't', also: ['enter'], label: words.keys.findings, run: close },
    { key: 'esc', label: words.keys.back, run: close },
  ];
  return (
    <StepFrame {...props} keys={keys}>
      {prepared.tokens ? (
        <TokenView
          line={prepared.tokens.line}
          pieces={prepared.tokens.pieces}
          words={words}
          rows={rows}
          columns={columns}
        />
      ) : null}
    </StepFrame>
  );
}
