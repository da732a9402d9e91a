/** The app: one screen per step of the workflow's state machine, and nothing that the machine does not know. */
import { useApp } from 'ink';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { Lang } from '../base/localized.js';
import { dictionary } from '../i18n/index.js';
import type { Completion } from '../workflow/complete-path.js';
import type { Driver } from '../workflow/drive.js';
import type { WorkflowEvent } from '../workflow/machine.js';
import type { Sample } from '../workflow/samples.js';
import { fileName } from './file-name.js';
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
  /** Told of every change of language: the farewell is said in the last one. */
  onLang: (lang: Lang) => void;
  samples: readonly Sample[];
  /** A job to come back to, looked for when the app opens. */
  findRunningJob: () => Promise<string | null>;
  completePath: (typed: string) => Promise<Completion>;
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
  onLang,
  samples,
  findRunningJob,
  completePath,
  again,
  quit,
}: AppProps & { quit: () => void }): ReactNode {
  const state = useDriver(driver);
  const { columns, rows } = useTerminalSize();
  const [lang, setLang] = useState<Lang>(initialLang);
  const [answered, setAnswered] = useState(false);
  const words = dictionary(lang);
  const [runningJob, setRunningJob] = useState<string | null>(null);
  useEffect(() => {
    void findRunningJob().then(setRunningJob, () => {});
  }, [findRunningJob]);
  const dispatch = useCallback((event: WorkflowEvent) => driver.dispatch(event), [driver]);
  const switchLang = (): void => {
    const other = lang === 'en' ? 'hi' : 'en';
    setLang(other);
    onLang(other);
  };
  const common = [
    { key: 'L', label: words.keys.language, run: switchLang },
    { key: 'q', label: words.keys.quit, run: quit },
  ];
  const context = [
    fileName(state.choices.base),
    fileName(state.choices.file ?? ''),
    state.planned && state.step !== 'prepare' ? words.method.short[state.planned.plan.method] : null,
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
      return <PrepareScreen {...props} samples={samples} runningJob={runningJob} completePath={completePath} />;
    case 'validate':
      return <ValidateScreen {...props} />;
    case 'method':
      return <MethodScreen {...props} answered={answered} onAnswer={() => setAnswered(true)} />;
    case 'hyperparameters':
    case 'start':
      return <SettingsScreen {...props} />;
    case 'monitor':
      return <MonitorScreen {...props} again={again} />;
    case 'evaluate':
      return <EvaluateScreen {...props} again={again} />;
    case 'deploy':
      return <DeployScreen {...props} again={again} />;
  }
}
