/** `vishesh compare FILE`: several methods on the same rows, one after another; or an earlier comparison again. */
import { Problem } from '../base/error.js';
import type { Columns, Task } from '../data/types.js';
import { dictionary } from '../i18n/index.js';
import { METHODS, type Method } from '../plan/types.js';
import { loadComparison } from '../workflow/compare/load.js';
import { comparedMethods } from '../workflow/compare/methods.js';
import { prepareComparison } from '../workflow/compare/prepare.js';
import { runComparison } from '../workflow/compare/run.js';
import type { Comparison } from '../workflow/compare/schema.js';
import { listComparisons, removeComparison } from '../workflow/compare/store.js';
import type { CompareChoices, CompareOptions } from '../workflow/compare/types.js';
import { DEFAULT_CHOICES } from '../workflow/drive.js';
import { editsFrom, type PlanFlags } from './choices.js';
import { comparisonMarkdown, comparisonText, type Drawn } from './compare-text.js';
import { interruptible, type Left } from './interrupt.js';
import { invalidData } from './invalid-data.js';
import type { CommandIo } from './io.js';
import { inLanguage } from './json.js';
import { progressTeller } from './report-progress.js';
import { printWarnings } from './run.js';

export interface CompareFlags extends Omit<PlanFlags, 'file' | 'budget' | 'compute' | 'method' | 'learningRate'> {
  file?: string;
  task?: Task;
  columns?: Columns;
  methods?: string;
  learningRates?: Partial<Record<Method, number>>;
  fresh?: boolean;
  markdown?: boolean;
  show?: string;
  list?: boolean;
  remove?: string;
  events?: boolean;
}

/** Exit code 0, or 1 when a method failed or was cancelled. Expected failures are thrown as `Problem`. */
export async function compareCommand(flags: CompareFlags, io: CommandIo): Promise<number> {
  if (flags.list) return list(io);
  if (flags.remove !== undefined) return remove(flags.remove, io);
  if (flags.show !== undefined) return tell(await loadComparison(io.home, flags.show), flags, io);
  const choices = choicesOf(flags);
  const closing = new AbortController();
  let current: Comparison | null = null;
  const onChange = (now: Comparison): void => {
    current = now;
  };
  return interruptible(
    io,
    (own) => compareWith(choices, flags, { signal: closing.signal, onChange }, own),
    () => {
      closing.abort();
      return whatIsLeft(current);
    },
  );
}

function choicesOf(flags: CompareFlags): CompareChoices {
  const methods = comparedMethods((flags.methods ?? METHODS.join(',')).split(','));
  if (flags.file === undefined)
    throw new Problem({
      code: 'usage',
      message: { en: 'compare needs a data file.', hi: 'compare ke saath data file do.' },
      next: {
        en: 'For example: vishesh compare datasets/support-tickets.csv',
        hi: 'Jaise: vishesh compare datasets/support-tickets.csv',
      },
    });
  return {
    file: flags.file,
    base: flags.base ?? DEFAULT_CHOICES.base,
    methods,
    task: flags.task ?? null,
    columns: flags.columns ?? null,
    hyperparameters: editsFrom(flags),
    rates: flags.learningRates ?? {},
    seed: flags.seed ?? DEFAULT_CHOICES.seed,
  };
}

async function compareWith(
  choices: CompareChoices,
  flags: CompareFlags,
  { signal, onChange }: Pick<CompareOptions, 'signal' | 'onChange'>,
  io: CommandIo,
): Promise<number> {
  const note = (text: string): void => io.progress(`${text}\n`);
  const prepared = await prepareComparison(choices, { home: io.home, lang: io.lang, note, signal });
  if (!prepared.report.isValid) return invalidData({ prepared }, io);
  printWarnings({ prepared }, io);
  const follow = follower(flags.events ?? false, io);
  const comparison = await runComparison(choices, prepared, {
    home: io.home,
    now: () => new Date(),
    fresh: flags.fresh,
    signal,
    onChange: (now, progress) => {
      onChange?.(now, progress);
      follow(now, progress);
    },
  });
  return tell(comparison, flags, io);
}

/** Progress of each method as `run` tells it, and a line when one begins or ends. */
function follower(events: boolean, io: CommandIo): NonNullable<CompareOptions['onChange']> {
  const { statuses } = dictionary(io.lang).commands.job;
  const told = new Map<Method, string>();
  const tellers = new Map<string, ReturnType<typeof progressTeller>>();
  let begun = false;
  return ({ methods, conditions, comparisonId }, progress) => {
    if (!begun) for (const line of conditions) io.progress(`${line[io.lang]}\n`);
    begun = true;
    for (const { method, status, jobId, reused } of methods) {
      if (told.get(method) === status) continue;
      told.set(method, status);
      if (events) io.out(JSON.stringify({ event: 'method', comparisonId, method, status, jobId, reused }));
      if (status !== 'waiting')
        io.progress(`${method}: ${statuses[status] ?? status}${reused ? ` (${jobId}, ${AGAIN[io.lang]})` : ''}\n`);
    }
    if (progress === null || progress.status !== 'running') return;
    const method = methods.find(({ jobId }) => jobId === progress.jobId)?.method;
    const tell = tellers.get(progress.jobId) ?? progressTeller(io, events, { method });
    tellers.set(progress.jobId, tell);
    tell(progress);
  };
}

const AGAIN = { en: 'from before', hi: 'pehle wala' };

function tell(comparison: Comparison, flags: CompareFlags, io: CommandIo): number {
  if (io.json) io.out(JSON.stringify(comparisonJson(comparison, io)));
  else if (flags.markdown) io.out(comparisonMarkdown(comparison, io.lang));
  else io.out(comparisonText(comparison, io.lang, drawing(io)));
  return comparison.methods.some(({ status }) => status === 'failed' || status === 'cancelled') ? 1 : 0;
}

/** The object of `compare --json`: comparison.json in one language. */
export function comparisonJson({ key: _key, ...comparison }: Comparison, { lang }: Pick<CommandIo, 'lang'>): unknown {
  return inLanguage(comparison, lang);
}

const MAX_WIDTH = 100;

function drawing({ plain }: CommandIo): Drawn {
  const width = Math.min(MAX_WIDTH, process.stdout.columns ?? 80);
  return { width, colored: !plain && process.env.NO_COLOR === undefined, narrow: !plain };
}

async function list({ home, json, lang, out, progress }: CommandIo): Promise<number> {
  const { comparisons, corrupt } = await listComparisons(home);
  if (json) {
    const brief = comparisons.map(({ comparisonId, createdAt, status, file, base, task, methods, advice }) => ({
      comparisonId,
      createdAt,
      status,
      file,
      base,
      task,
      methods: methods.map(({ method, status: of, jobId }) => ({ method, status: of, jobId })),
      // One kept by an older version may hold advice from before its end.
      advised: status === 'complete' ? advice.method : null,
    }));
    const damaged = corrupt.map((problem) => ({ error: problem.toJSON(lang) }));
    out(JSON.stringify({ comparisons: brief, ...(damaged.length > 0 ? { corrupt: damaged } : {}) }));
    return 0;
  }
  if (comparisons.length === 0)
    out({ en: 'There are no comparisons yet.', hi: 'Abhi tak koi comparison nahi hai.' }[lang]);
  for (const { comparisonId, status, methods, base, file } of comparisons)
    out([comparisonId, status.padEnd(8), methods.map(({ method }) => method).join(','), base, file].join('  '));
  for (const problem of corrupt) progress(`! ${problem.toJSON(lang).message}\n  ${problem.where ?? ''}\n`);
  return 0;
}

async function remove(id: string, { home, json, lang, out }: CommandIo): Promise<number> {
  await removeComparison(home, id);
  out(
    json
      ? JSON.stringify({ comparisonId: id, status: 'removed' })
      : `${id}: ${dictionary(lang).commands.job.statuses.removed}`,
  );
  return 0;
}

/** What goes on without the command: the finished methods are kept, the job under way does not need it. */
function whatIsLeft(comparison: Comparison | null): Left {
  const running = comparison?.methods.find(({ status }) => status === 'running' || status === 'queued');
  const done = comparison?.methods.filter(({ status }) => status === 'succeeded').length ?? 0;
  const again = {
    en: 'Run the same command again: it goes on where it was.',
    hi: 'Wahi command phir chalao: jahan ruka tha wahin se chalega.',
  };
  if (running?.jobId)
    return {
      message: {
        en: `No longer comparing; ${done} finished, and job ${running.jobId} (${running.method}) goes on in the background.`,
        hi: `Ab compare nahi kar rahe; ${done} poori hui, aur job ${running.jobId} (${running.method}) background mein chal raha hai.`,
      },
      where: running.jobId,
      next: again,
    };
  return {
    message: {
      en: `Interrupted; ${done} methods were finished and are kept.`,
      hi: `Rok diya; ${done} methods poori hui aur rakhi gayi hain.`,
    },
    next: again,
  };
}
