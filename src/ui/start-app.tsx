/** Opens the app on the alternate screen and gives the terminal back on every way out. */
import { render } from 'ink';
import type { Lang } from '../base/localized.js';
import { dictionary } from '../i18n/index.js';
import type { Driver } from '../workflow/drive.js';
import type { Settings } from '../workflow/settings.js';
import type { Choices } from '../workflow/types.js';
import { App } from './app.js';
import { createDrawnLines } from './drawn-lines.js';
import { frameStream } from './frame-writer.js';
import type { Ports } from './ports.js';
import { enterTerminal } from './terminal-session.js';
import { themeFor } from './theme/choose.js';
import { toAscii } from './theme/to-ascii.js';

export interface StartOptions {
  lang: Lang;
  settings: Settings;
  ports: Ports;
  newDriver: (choices?: Partial<Choices>) => Driver;
}

/** Resolves with the exit code when the app is closed. */
export async function startApp({ lang, settings, ports, newDriver }: StartOptions): Promise<number> {
  let exitCode = 0;
  const { ascii } = themeFor(settings, process.env);
  let now: { lang: Lang; ascii: boolean; driver: Driver | null } = { lang, ascii, driver: null };
  const session = enterTerminal(process.stdout, (code) => {
    exitCode = code;
    ink.unmount();
  });
  const drawn = createDrawnLines();
  const frames = frameStream(process.stdout, (line) => (now.ascii ? toAscii(line) : line), drawn.filled);
  const app = (
    <App
      ports={ports}
      drawn={drawn}
      newDriver={newDriver}
      settings={settings}
      lang={lang}
      environment={process.env}
      onChange={(changed) => {
        now = changed;
      }}
      onQuit={(code) => {
        exitCode = code;
      }}
    />
  );
  // `debug` is Ink's mode of one whole frame a write; `frames` places them.
  const ink = render(app, { stdout: frames.stream, debug: true, exitOnCtrlC: false, patchConsole: false });
  try {
    await ink.waitUntilExit();
  } finally {
    session.farewell(farewell(now));
    now.driver?.close();
    frames.stop();
    session.leave();
  }
  return exitCode;
}

/** The line that stays on the main screen, in the language last chosen. */
function farewell({ lang, driver }: { lang: Lang; driver: Driver | null }): string {
  const words = dictionary(lang);
  const progress = driver?.state.progress ?? null;
  const goesOn = progress?.status === 'running' || progress?.status === 'queued';
  return goesOn ? `${words.bye} ${words.byeRunning} \`vishesh jobs show ${progress.jobId}\`.` : words.bye;
}
