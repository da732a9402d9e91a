/** Opens the app on the alternate screen and gives the terminal back on every way out. */
import { render } from 'ink';
import type { Lang } from '../base/localized.js';
import { dictionary } from '../i18n/index.js';
import type { Completion } from '../workflow/complete-path.js';
import type { Driver } from '../workflow/drive.js';
import type { Sample } from '../workflow/samples.js';
import { App } from './app.js';
import { frameStream } from './frame-writer.js';
import { enterTerminal } from './terminal-session.js';

export interface StartOptions {
  lang: Lang;
  samples: readonly Sample[];
  findRunningJob: () => Promise<string | null>;
  completePath: (typed: string) => Promise<Completion>;
  newDriver: () => Driver;
}

/** Resolves with the exit code when the app is closed. */
export async function startApp(options: StartOptions): Promise<number> {
  let driver = options.newDriver();
  let exitCode = 0;
  let lang = options.lang;
  const session = enterTerminal(process.stdout, (code) => {
    exitCode = code;
    ink.unmount();
  });
  const view = (): React.ReactNode => (
    <App
      key={generation}
      driver={driver}
      initialLang={lang}
      onLang={(chosen) => {
        lang = chosen;
      }}
      samples={options.samples}
      findRunningJob={options.findRunningJob}
      completePath={options.completePath}
      onQuit={(code) => {
        exitCode = code;
      }}
      again={() => {
        driver.close();
        driver = options.newDriver();
        generation++;
        ink.rerender(view());
      }}
    />
  );
  let generation = 0;
  const frames = frameStream(process.stdout);
  // `debug` is Ink's mode of one whole frame a write; `frames` places them.
  const ink = render(view(), { stdout: frames.stream, debug: true, exitOnCtrlC: false, patchConsole: false });
  try {
    await ink.waitUntilExit();
  } finally {
    const words = dictionary(lang);
    const progress = driver.state.progress;
    const goesOn = progress?.status === 'running' || progress?.status === 'queued';
    session.farewell(goesOn ? `${words.bye} ${words.byeRunning} \`vishesh jobs show ${progress.jobId}\`.` : words.bye);
    driver.close();
    frames.stop();
    session.leave();
  }
  return exitCode;
}
