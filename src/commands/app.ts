/** `vishesh` without a command: the app. It needs a terminal on both sides. */
import { Problem } from '../base/error.js';
import type { Localized } from '../base/localized.js';
import { dictionary } from '../i18n/index.js';
import type { PlainOptions } from '../ui/plain/plain-app.js';
import type { Ports } from '../ui/ports.js';
import type { StartOptions } from '../ui/start-app.js';
import { colorDepth } from '../ui/theme/detect.js';
import type { ColorDepth } from '../ui/theme/tokens.js';
import { createComparer } from '../workflow/compare/comparer.js';
import type { Driver } from '../workflow/drive.js';
import type { Settings } from '../workflow/settings.js';
import type { Choices } from '../workflow/types.js';
import { interviewPortsOf } from './interview-ports.js';
import type { CommandIo } from './io.js';
import { labPortsOf } from './lab-ports.js';
import { dueToday, learnPortsOf } from './learn-ports.js';
import { practicePortsOf } from './practice-ports.js';
import { runPortsOf } from './run-ports.js';
import { keepHeapSmall } from './small-heap.js';

export async function appCommand(flags: { base?: string }, io: CommandIo): Promise<number> {
  const words = dictionary(io.lang);
  // Questions one after the other need no terminal; a screen does.
  const plain = io.plainGiven === true || process.env.INK_SCREEN_READER === 'true';
  if (io.json || (!plain && !(process.stdin.isTTY && process.stdout.isTTY))) {
    throw new Problem({ code: 'no-terminal', message: words.noTerminal, next: words.noTerminalNext });
  }
  keepHeapSmall();
  const [{ createDriver }, { lazyEffects }, { listSamples }, { readSettings }, { autosave }] = await Promise.all([
    import('../workflow/drive.js'),
    import('../workflow/lazy-effects.js'),
    import('../workflow/samples.js'),
    import('../workflow/settings.js'),
    import('../workflow/autosave.js'),
  ]);
  const { settings, notice } = await readSettings(io.home);
  const lang = io.langGiven ? io.lang : (settings.lang ?? io.lang);
  const now: { settings: Settings } = { settings };
  const saving: { settled: () => Promise<void> }[] = [];
  const saved = async (): Promise<void> => void (await Promise.all(saving.map(({ settled }) => settled())));
  const ports = portsOf(io, listSamples(), notice, now, saved);
  const effects = lazyEffects({
    home: io.home,
    get lang() {
      return now.settings.lang ?? lang;
    },
  });
  const newDriver = (choices: Partial<Choices> = {}): Driver => {
    const driver = createDriver(effects, { ...(flags.base === undefined ? {} : { base: flags.base }), ...choices });
    saving.push(autosave(driver, io.home, () => new Date()));
    return driver;
  };
  const exitCode = plain
    ? await runPlain({ lang, ports, newDriver })
    : await openScreens({ lang, settings, ports, newDriver });
  // No further method begins; the job under way goes on by itself.
  ports.comparer.reset();
  await Promise.all([saved(), ports.jobs.forget().catch(() => {})]);
  return exitCode;
}

/** Ink's colours are switched on when it is loaded, by this variable: our own look at the terminal decides, also where CI is set. */
const FORCE: Record<ColorDepth, string> = { none: '1', '16': '1', '256': '2', truecolor: '3' };

async function openScreens(options: StartOptions): Promise<number> {
  // Without colours, bold and the cursor's inverse are still there.
  const given = process.env.FORCE_COLOR;
  process.env.FORCE_COLOR = given ?? FORCE[colorDepth(process.env)];
  const { startApp } = await import('../ui/start-app.js');
  // Not for the programs that the app starts.
  if (given === undefined) delete process.env.FORCE_COLOR;
  return startApp(options);
}

async function runPlain(options: Omit<PlainOptions, 'io'>): Promise<number> {
  const [{ plainApp }, { plainIo }] = await Promise.all([
    import('../ui/plain/plain-app.js'),
    import('../ui/plain/plain-io.js'),
  ]);
  const io = plainIo(process.stdin, process.stdout);
  try {
    return await plainApp({ ...options, io });
  } finally {
    io.close();
  }
}

/** The outside world, each part read from disk when it is first asked for. */
function portsOf(
  { home }: CommandIo,
  samples: Ports['samples'],
  notice: Localized | null,
  now: { settings: Settings },
  saved: () => Promise<void>,
): Ports {
  const comparing = async () =>
    (await import('../workflow/compare/comparer-effects.js')).comparerEffects(home, () => now.settings.lang ?? 'en');
  return {
    ...runPortsOf(home, process.stdout),
    learn: learnPortsOf(home),
    interview: interviewPortsOf(home),
    labs: labPortsOf(home),
    practice: practicePortsOf(home, process.cwd()),
    home,
    samples,
    completePath: async (typed) => (await import('../workflow/complete-path.js')).completePath(typed),
    homeFacts: async () => {
      // What was just decided is on disk before it is looked for there.
      await saved();
      const reviews = await dueToday(home).catch(() => 0);
      const facts = await (await import('../workflow/home-facts.js')).readHomeFacts(home, reviews);
      return notice === null ? facts : { ...facts, notices: [notice, ...facts.notices] };
    },
    recentFiles: async () => (await import('../workflow/recent-files.js')).readRecentFiles(home),
    preview: async (file, lang) => (await import('../workflow/preview-file.js')).previewFile(file, lang),
    faultRows: async (prepared, finding, lang) =>
      (await import('../workflow/fault-rows.js')).readFaultRows(prepared, finding, lang),
    listBases: async () => (await import('../workflow/base-options.js')).listBases(home),
    fetchBase: async (id, lang, note, signal) =>
      (await import('../workflow/fetch-base.js')).fetchBase(id, { home, lang, note, signal }),
    comparer: createComparer({
      run: async (...asked) => (await comparing()).run(...asked),
      load: async (id) => (await comparing()).load(id),
      cancelJob: async (jobId) => (await comparing()).cancelJob(jobId),
    }),
    comparisons: async () =>
      (await (await import('../workflow/compare/store.js')).listComparisons(home)).comparisons.reverse(),
    saveSettings: async (settings) => {
      now.settings = settings;
      await (await import('../workflow/settings.js')).writeSettings(home, settings);
    },
  };
}
