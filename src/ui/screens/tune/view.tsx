/** The fine-tune screen: one view for each step of the workflow's state machine, and nothing that the machine does not know. */
import { type ReactNode, useContext } from 'react';
import type { Driver } from '../../../workflow/drive.js';
import type { Step } from '../../../workflow/types.js';
import { useDriver } from '../../hooks/use-driver.js';
import { VisitContext } from '../../hooks/use-kept-reducer.js';
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
  const place = useContext(VisitContext);
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
  return (
    <VisitContext.Provider value={visitOf(place, driver, state.step)}>
      <StepScreen {...props} />
    </VisitContext.Provider>
  );
}

interface Visit {
  driver: Driver;
  step: Step;
}

/** By place on the way: the step that was open there last, of which workflow. */
const VISITS = new WeakMap<object, Visit>();

/** The same visit until the step or the workflow is another one. */
function visitOf(place: object, driver: Driver, step: Step): Visit {
  const before = VISITS.get(place);
  if (before?.driver === driver && before.step === step) return before;
  const visit = { driver, step };
  VISITS.set(place, visit);
  return visit;
}

function StepScreen(props: ScreenProps): ReactNode {
  switch (props.state.step) {
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
