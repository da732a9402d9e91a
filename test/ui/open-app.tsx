/** The app in a fake terminal, in a small world where every effect is answered at once. */
import { render } from 'ink-testing-library';
import { expect, vi } from 'vitest';
import { App, type AppProps } from '../../src/ui/app.js';
import type { Ports } from '../../src/ui/ports.js';
import { createComparer } from '../../src/workflow/compare/comparer.js';
import { createDriver, type EffectHandlers } from '../../src/workflow/drive.js';
import { DEFAULT_SETTINGS } from '../../src/workflow/settings.js';
import { eventually, someTurns } from '../support/eventually.js';
import { instantEffects } from '../workflow/worlds.js';
import { fakeInterviewPorts } from './fake-interview-ports.js';
import { fakeLabPorts } from './fake-lab-ports.js';
import { fakeLearnPorts } from './fake-learn-ports.js';
import { fakePracticePorts } from './fake-practice-ports.js';
import { fakeRunPorts } from './fake-run-ports.js';

export const KEY = { enter: '\r', escape: '\u001b', up: '\u001b[A', down: '\u001b[B', tab: '\t' } as const;

export const fakePorts = (change: Partial<Ports> = {}): Ports => ({
  ...fakeRunPorts(),
  learn: fakeLearnPorts(),
  interview: fakeInterviewPorts(),
  labs: fakeLabPorts(),
  practice: fakePracticePorts(),
  home: '/home/of/test',
  samples: [{ name: 'support-tickets.csv', path: '/samples/support-tickets.csv' }],
  completePath: async (path) => ({ path, candidates: [] }),
  homeFacts: async () => ({ open: null, saved: null, jobs: 1, tuned: 0, lessons: false, reviews: 0, notices: [] }),
  recentFiles: async () => [],
  preview: async () => null,
  faultRows: async () => [],
  listBases: async () => [],
  fetchBase: async () => {},
  comparer: createComparer({
    run: () => new Promise(() => {}),
    load: () => new Promise(() => {}),
    cancelJob: async () => {},
  }),
  comparisons: async () => [],
  saveSettings: async () => {},
  ...change,
});

export interface OpenOptions extends Partial<Pick<AppProps, 'lang' | 'settings' | 'environment' | 'first'>> {
  effects?: EffectHandlers;
  ports?: Partial<Ports>;
}

export function openApp({ effects = instantEffects(), ports = {}, ...rest }: OpenOptions = {}) {
  const quit = vi.fn();
  let driver = createDriver(effects);
  const app = render(
    <App
      ports={fakePorts(ports)}
      newDriver={(choices) => createDriver(effects, choices)}
      settings={DEFAULT_SETTINGS}
      lang="en"
      environment={{ TERM: 'xterm' }}
      onChange={(now) => {
        driver = now.driver;
      }}
      onQuit={quit}
      {...rest}
    />,
  );
  const shows = (text: string | RegExp): Promise<void> => eventually(() => expect(app.lastFrame()).toMatch(text));
  // Ink's own inputs listen from the turn of the event loop after the frame in which they appear.
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) {
      await someTurns();
      app.stdin.write(key);
    }
  };
  return { driver: () => driver, quit, shows, press, frame: () => app.lastFrame() ?? '', unmount: app.unmount };
}
