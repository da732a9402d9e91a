/** The app as it draws itself on a terminal of a given size, frame by frame, in a small world where effects are answered at once. */
import { render } from 'ink';
import { expect, vi } from 'vitest';
import { App } from '../../src/ui/app.js';
import { createDrawnLines } from '../../src/ui/drawn-lines.js';
import { frameStream } from '../../src/ui/frame-writer.js';
import type { Place } from '../../src/ui/navigation.js';
import type { Ports } from '../../src/ui/ports.js';
import { themeFor } from '../../src/ui/theme/choose.js';
import { toAscii } from '../../src/ui/theme/to-ascii.js';
import { createDriver, type Driver, type EffectHandlers } from '../../src/workflow/drive.js';
import { DEFAULT_SETTINGS, type Settings } from '../../src/workflow/settings.js';
import { FakeKeyboard, FakeScreen } from '../support/screen-terminal.js';
import { instantEffects } from '../workflow/worlds.js';
import { fakePorts } from './open-app.js';

export interface ScreenOptions {
  columns: number;
  rows: number;
  lang?: 'en' | 'hi';
  settings?: Partial<Settings>;
  environment?: Record<string, string>;
  first?: Place;
  effects?: EffectHandlers;
  ports?: Partial<Ports>;
}

export function openScreen(options: ScreenOptions) {
  const { columns, rows, lang = 'en', settings = {}, environment = { TERM: 'xterm-256color' } } = options;
  const screen = new FakeScreen(columns, rows);
  const keyboard = new FakeKeyboard();
  const effects = options.effects ?? instantEffects();
  const { ascii } = themeFor({ ...DEFAULT_SETTINGS, ...settings }, environment);
  let now: { ascii: boolean; driver: Driver } = { ascii, driver: createDriver(effects) };
  const drawn = createDrawnLines();
  const encode = (line: string): string => (now.ascii ? toAscii(line) : line);
  const frames = frameStream(screen as unknown as NodeJS.WriteStream, encode, drawn.filled);
  const app = render(
    <App
      ports={fakePorts(options.ports)}
      drawn={drawn}
      newDriver={(choices) => createDriver(effects, choices)}
      settings={{ ...DEFAULT_SETTINGS, ...settings }}
      lang={lang}
      environment={environment}
      onChange={(changed) => {
        now = changed;
      }}
      onQuit={() => {}}
      {...(options.first ? { first: options.first } : {})}
    />,
    {
      stdout: frames.stream,
      stdin: keyboard as unknown as NodeJS.ReadStream,
      debug: true,
      exitOnCtrlC: false,
      patchConsole: false,
    },
  );
  const shows = (text: string | RegExp): Promise<void> =>
    vi.waitFor(async () => expect((await screen.lines()).join('\n')).toMatch(text), { timeout: 8000, interval: 20 });
  return {
    driver: () => now.driver,
    shows,
    press: async (...keys: string[]) => {
      for (const key of keys) {
        for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
        keyboard.type(key);
      }
    },
    lines: () => screen.lines(),
    output: () => screen.output,
    rawModes: (): readonly boolean[] => keyboard.rawModes,
    resize: (width: number, height: number) => screen.resize(width, height),
    close: () => {
      app.unmount();
      frames.stop();
    },
  };
}

export type OpenScreen = ReturnType<typeof openScreen>;

/** Header first, footer in the last row but one, nothing in the last, nothing drawn twice. */
export function expectWholeFrame(lines: readonly string[]): void {
  expect(lines[0]).toMatch(/^ vishesh /);
  expect(lines.filter((line) => line.startsWith(' vishesh '))).toHaveLength(1);
  expect(lines.at(-1)).toBe('');
  expect(lines.at(-2)).toMatch(/quit|band karo|leave it running|chalta chhodo/);
}
