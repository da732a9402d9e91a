/** The app: one screen per step of the workflow's state machine, and nothing that the machine does not know. */
import { useApp } from 'ink';
import { type ReactNode, useCallback, useState } from 'react';
import type { Lang } from '../base/localized.js';
import { dictionary } from '../i18n/index.js';
import type { Driver } from '../workflow/drive.js';
import type { WorkflowEvent } from '../workflow/machine.js';
import type { Sample } from '../workflow/samples.js';
import { useDriver } from './hooks/use-driver.js';
import { useTerminalSize } from './hooks/use-terminal-size.js';
import { KeyProvider } from './keys.js';
import { DeployScreen } from './screens/deploy.js';
import { EvaluateScreen } from './screens/evaluate.js';
import { MethodScreen } from './screens/method.js';
import { MonitorScreen } from './screens/monitor.js';
import { PrepareScreen } from './screens/prepare.js';
import type { ScreenProps } from './screens/screen.js';
import { SettingsScreen } from './screens/settings.js';
import { ValidateScreen } from './screens/validate.js';

export interface AppProps {
  driver: Driver;
  initialLang: Lang;
  samples: readonly Sample[];
  runningJob: string | null;
  onQuit: (exitCode: number) => void;
  again: () => void;
}

export function App(props: AppProps): ReactNode {
  const { exit } = useApp();
  const quit = (exitCode: number): void => {
    props.onQuit(exitCode);
    exit();
  };
  return (
    <KeyProvider onInterrupt={() => quit(130)}>
      <Screens {...props} quit={() => quit(0)} />
    </KeyProvider>
  );
}

function Screens({
  driver,
  initialLang,
  samples,
  runningJob,
  again,
  quit,
}: AppProps & { quit: () => void }): ReactNode {
  const state = useDriver(driver);
  const { columns, rows } = useTerminalSize();
  const [lang, setLang] = useState<Lang>(initialLang);
  const words = dictionary(lang);
  const dispatch = useCallback((event: WorkflowEvent) => driver.dispatch(event), [driver]);
  const common = [
    { key: 'L', label: words.keys.language, run: () => setLang(lang === 'en' ? 'hi' : 'en') },
    { key: 'q', label: words.keys.quit, run: quit },
  ];
  const context = [
    state.choices.base,
    state.choices.file?.split(/[\\/]/).at(-1),
    state.planned && state.step !== 'prepare' ? state.planned.plan.method : null,
  ];
  const props: ScreenProps = {
    state,
    dispatch,
    words,
    lang,
    common,
    columns,
    rows,
    context: context.filter(Boolean).join(' · '),
  };
  switch (state.step) {
    case 'prepare':
      return <PrepareScreen {...props} samples={samples} runningJob={runningJob} />;
    case 'validate':
      return <ValidateScreen {...props} />;
    case 'method':
      return <MethodScreen {...props} />;
    case 'hyperparameters':
    case 'start':
      return <SettingsScreen {...props} />;
    case 'monitor':
      return <MonitorScreen {...props} />;
    case 'evaluate':
      return <EvaluateScreen {...props} />;
    case 'deploy':
      return <DeployScreen {...props} again={again} />;
  }
}
