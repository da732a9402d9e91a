/** The app: one owner of the keyboard, one theme, and the screen on top of the stack. */
import { useApp } from 'ink';
import { type ReactNode, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { Lang } from '../base/localized.js';
import { dictionary } from '../i18n/index.js';
import type { Driver } from '../workflow/drive.js';
import type { Settings } from '../workflow/settings.js';
import type { Choices } from '../workflow/types.js';
import { type AppAction, type AppState, initialApp, reduceApp } from './app-state.js';
import { commonKeys, overlayKeys } from './common-keys.js';
import { ScreenGuard } from './components/screen-guard.js';
import { type DrawnLines, DrawnLinesContext } from './drawn-lines.js';
import { KeyProvider } from './keys.js';
import { type Place, START, shown } from './navigation.js';
import type { Ports } from './ports.js';
import { ScreenOf } from './screen-of.js';
import { type Studio, StudioContext } from './studio.js';
import { themeFor } from './theme/choose.js';
import type { Environment } from './theme/detect.js';
import { ThemeProvider } from './theme/theme-context.js';

export interface AppProps {
  ports: Ports;
  newDriver: (choices?: Partial<Choices>) => Driver;
  settings: Settings;
  lang: Lang;
  /** Of the terminal: its variables say which colours and characters it has. */
  environment: Environment;
  /** Told of what outlives the app's last frame: the language of the farewell, the characters, the workflow. */
  onChange: (now: { lang: Lang; ascii: boolean; driver: Driver }) => void;
  onQuit: (exitCode: number) => void;
  /** Of the writer that frames go through. */
  drawn?: DrawnLines;
  /** For tests: a screen to begin on. */
  first?: Place;
}

export function App(props: AppProps): ReactNode {
  const { exit } = useApp();
  const [thrown, setThrown] = useState<unknown>(null);
  const quit = (exitCode: number): void => {
    props.onQuit(exitCode);
    exit();
  };
  return (
    <KeyProvider onInterrupt={() => quit(130)} onError={setThrown}>
      <Root {...props} quit={() => quit(0)} thrown={thrown} forget={() => setThrown(null)} />
    </KeyProvider>
  );
}

interface RootProps extends AppProps {
  quit: () => void;
  /** What a key threw. */
  thrown: unknown;
  forget: () => void;
}

function Root(props: RootProps): ReactNode {
  const { ports, environment, first, onChange, quit, thrown, forget } = props;
  const [state, act] = useReducer(reduceApp, props, start);
  const [driver, begin] = useWorkflow(props);
  const { settings, lang } = state;
  const theme = useMemo(() => themeFor(settings, environment), [settings, environment]);
  useEffect(() => onChange({ lang, ascii: theme.ascii, driver }), [onChange, lang, theme, driver]);
  useSaved(settings, ports);
  const studio = studioOf(state, act, { ports, driver, begin, quit });
  const home = (): void => {
    act({ type: 'go', move: { type: 'home' } });
    forget();
  };
  return (
    <ThemeProvider value={theme}>
      <StudioContext.Provider value={studio}>
        <DrawnLinesContext.Provider value={props.drawn ?? null}>
          <ScreenGuard thrown={thrown} leave={home}>
            <ScreenOf key={first?.name ?? 'screen'} place={shown(state.stack)} />
          </ScreenGuard>
        </DrawnLinesContext.Provider>
      </StudioContext.Provider>
    </ThemeProvider>
  );
}

const start = ({ settings, lang, first }: AppProps): AppState =>
  initialApp(settings, lang, first === undefined || first.name === 'home' ? START : [...START, first]);

/** The workflow of the fine-tune screen; a new one closes the one before. */
function useWorkflow({ newDriver }: AppProps): [Driver, Studio['begin']] {
  const [driver, setDriver] = useState(() => newDriver());
  const begin = (choices?: Partial<Choices>): Driver => {
    driver.close();
    const next = newDriver(choices);
    setDriver(next);
    return next;
  };
  return [driver, begin];
}

/** Settings are written when they change, not when the app opens. */
function useSaved(settings: Settings, ports: Ports): void {
  const saved = useRef(settings);
  useEffect(() => {
    if (saved.current === settings) return;
    saved.current = settings;
    void ports.saveSettings(settings).catch(() => {});
  }, [settings, ports]);
}

function studioOf(
  { settings, lang, overlay, scroll, turn }: AppState,
  act: (action: AppAction) => void,
  outside: Pick<Studio, 'ports' | 'driver' | 'begin'> & { quit: () => void },
): Studio {
  const words = dictionary(lang);
  const { quit, ...rest } = outside;
  return {
    ...rest,
    words,
    lang,
    settings,
    overlay,
    scroll,
    turn,
    change: (changed) => act({ type: 'change', settings: changed }),
    go: (move) => act({ type: 'go', move }),
    common: (typing) => commonKeys({ words, act, quit, typing, driver: outside.driver, overlay }),
    overlayKeys: (leafing) => overlayKeys({ words, act, ...leafing }),
  };
}
