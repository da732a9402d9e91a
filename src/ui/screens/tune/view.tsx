/** The fine-tune screen: one view for each step of the workflow's state machine, and nothing that the machine does not know. */
import type { ReactNode } from 'react';
import { useDriver } from '../../hooks/use-driver.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import { bodySize } from '../../layout.js';
import { useStudio } from '../../studio.js';
import { DeployScreen } from '../deploy/view.js';
import { EvaluateScreen } from '../evaluate/view.js';
import { HyperparametersScreen } from '../hyperparameters/view.js';
import { MethodScreen } from '../method/view.js';
import { MonitorScreen } from '../monitor/view.js';
import { PrepareScreen } from '../prepare/view.js';
import type { ScreenProps } from '../screen.js';
import { ValidateScreen } from '../validate/view.js';

export function TuneScreen(): ReactNode {
  const { driver, begin, words, lang, go } = useStudio();
  const state = useDriver(driver);
  const body = bodySize(useTerminalSize(), 'steps');
  const props: ScreenProps = {
    ...body,
    state,
    dispatch: driver.dispatch,
    words,
    lang,
    leave: () => go({ type: 'back' }),
    again: () => void begin(),
  };
  switch (state.step) {
    case 'prepare':
      return <PrepareScreen {...props} />;
    case 'validate':
      return <ValidateScreen {...props} />;
    case 'method':
      return <MethodScreen {...props} />;
    case 'hyperparameters':
    case 'start':
      return <HyperparametersScreen {...props} />;
    case 'monitor':
      return <MonitorScreen {...props} />;
    case 'evaluate':
      return <EvaluateScreen {...props} />;
    case 'deploy':
      return <DeployScreen {...props} />;
  }
}
