/** Disk: from a job's id, a tuned model's name or a base model to everything that an export is made of. */
import { Problem } from '../base/error.js';
import type { PromptFormat } from '../data/prompt-format.js';
import type { Example } from '../data/types.js';
import { adapterKeys } from '../deploy/export/gates/adapter-keys.js';
import { sameBase } from '../deploy/export/gates/same-base.js';
import type { ExportCheck, ExportFormat, ExportSource } from '../deploy/export/types.js';
import { readDeployment } from '../deploy/registry.js';
import type { Deployment } from '../deploy/types.js';
import { readChangedWeights } from '../engine/formats/changed-weights.js';
import { GENERAL_TEXT } from '../evaluate/general-text.js';
import { jobPaths, readExamples, readProgress, readSpec } from '../jobs/folder.js';
import { modelCard } from '../jobs/model-card.js';
import { readReport } from '../jobs/report.js';
import type { JobSpec } from '../jobs/spec.js';
import { catalogueEntry } from '../models/catalogue.js';
import { encodeExample, promptFormatFor } from '../models/encode-example.js';
import { openModel } from '../models/open.js';
import type { OpenModel } from '../models/types.js';

export interface FoundSource {
  source: ExportSource;
  /** What was checked while it was opened. */
  checks: ExportCheck[];
}

/** Texts compared, and tokens of each: every position costs two rows of logits. */
const SAMPLES = 4;
const SAMPLE_TOKENS = 96;

/** Throws a `Problem`: `nothing-to-export`, `job-not-finished`, `base-changed`, and those of opening a model or an adapter. */
export async function findExportSource(home: string, id: string, format: ExportFormat): Promise<FoundSource> {
  const job = await orNull(readSpec(home, id), 'unknown-job');
  if (job !== null) return jobSource(home, job, format);
  const deployment = await orNull(readDeployment(home, id), 'model-not-deployed');
  if (deployment === null) return baseSource(home, id);
  const spec = await orNull(readSpec(home, deployment.jobId), 'unknown-job');
  return spec === null ? deploymentSource(home, deployment) : jobSource(home, spec, format);
}

async function orNull<T>(work: Promise<T>, code: string): Promise<T | null> {
  return work.catch((error: unknown) => {
    if (error instanceof Problem && error.code === code) return null;
    throw error;
  });
}

async function jobSource(home: string, spec: JobSpec, format: ExportFormat): Promise<FoundSource> {
  const { status } = await readProgress(home, spec.jobId);
  if (status !== 'succeeded') throw notFinished(spec.jobId, status);
  const { base, method, promptFormat, task, modelId } = spec;
  const examples = await readExamples(home, spec.jobId, 'test').catch(() => []);
  const found = await tunedSource(home, {
    name: modelId,
    // By its name when it has one: then the adapter names the base as other tools know it.
    base: catalogueEntry(base.id) === undefined ? base.path : base.id,
    fingerprint: base.fingerprint,
    method,
    folder: jobPaths(home, spec.jobId).model,
    promptFormat,
    task,
    examples,
  });
  const report = await readReport(home, spec.jobId).catch(() => null);
  const library = { peft: 'peft', hf: 'transformers', gguf: 'gguf', 'gguf-lora': 'gguf', ollama: 'gguf' }[format];
  const card = report === null ? null : modelCard(report, found.source.base, library);
  return { ...found, source: { ...found.source, trainedText: base.text ?? null, card } };
}

function deploymentSource(home: string, deployment: Deployment): Promise<FoundSource> {
  const { modelId, base, baseFingerprint, method, path, promptFormat, task } = deployment;
  const tuned = { name: modelId, base, fingerprint: baseFingerprint, method, folder: path, promptFormat, task };
  return tunedSource(home, { ...tuned, examples: [] });
}

interface Tuned {
  name: string;
  base: string;
  fingerprint: string;
  method: JobSpec['method'];
  folder: string;
  promptFormat: PromptFormat;
  task: JobSpec['task'];
  examples: readonly Example[];
}

async function tunedSource(home: string, tuned: Tuned): Promise<FoundSource> {
  const { name, method, folder, promptFormat, task, examples } = tuned;
  const base = await openModel(tuned.base, { home });
  const checks = [sameBase(name, base, tuned.fingerprint)];
  const source: ExportSource = {
    name,
    base,
    learned: { kind: 'nothing' },
    promptFormat,
    greedy: task === 'classification' || task === 'qa',
    trainedText: null,
    samples: () => samplesOf(base, promptFormat, examples),
    card: null,
  };
  if (method !== 'lora') {
    const changed = await readChangedWeights(folder, base.config);
    return { source: { ...source, learned: { kind: 'weights', changed } }, checks };
  }
  const { learned, check } = await adapterKeys(folder, base.config);
  return { source: { ...source, learned }, checks: [...checks, check] };
}

async function baseSource(home: string, id: string): Promise<FoundSource> {
  const base = await orNull(openModel(id, { home }), 'model-not-found');
  if (base === null) throw nothingToExport(id);
  const promptFormat = promptFormatFor({ task: 'chat', chatTemplate: base.chatTemplate });
  const source: ExportSource = {
    name: base.id.replace(/\.gguf$/i, ''),
    base,
    learned: { kind: 'nothing' },
    promptFormat,
    greedy: false,
    trainedText: null,
    samples: () => samplesOf(base, promptFormat, []),
    card: null,
  };
  return { source, checks: [] };
}

/** Held-out rows as they are trained, prompt and answer; where there are none, general texts as questions. */
function samplesOf(base: OpenModel, format: PromptFormat, examples: readonly Example[]): number[][] {
  const texts = examples.length > 0 ? examples : GENERAL_TEXT.map((input, line) => ({ line, input, output: input }));
  const most = Math.min(SAMPLE_TOKENS, base.config.max_position_embeddings);
  return texts.slice(0, SAMPLES).map((example) => [...encodeExample(base, format, example).ids].slice(0, most));
}

function notFinished(jobId: string, status: string): Problem {
  const resumable = status === 'paused' || status === 'interrupted' || status === 'failed';
  return new Problem({
    code: 'job-not-finished',
    message: {
      en: `Job ${jobId} has no result to export: it is ${status}.`,
      hi: `Job ${jobId} ka koi result nahi hai jo export ho: status ${status} hai.`,
    },
    where: jobId,
    next: resumable
      ? { en: `Finish it: vishesh jobs resume ${jobId}`, hi: `Use poora karo: vishesh jobs resume ${jobId}` }
      : { en: `See how it is doing: vishesh jobs show ${jobId}`, hi: `Haal dekho: vishesh jobs show ${jobId}` },
    exitCode: 1,
  });
}

function nothingToExport(id: string): Problem {
  return new Problem({
    code: 'nothing-to-export',
    message: {
      en: `There is no job, tuned model or base model called ${id}.`,
      hi: `${id} naam ka na koi job hai, na tuned model, na base model.`,
    },
    where: id,
    next: {
      en: 'See what there is: vishesh jobs list, vishesh models list',
      hi: 'Dekho kya-kya hai: vishesh jobs list, vishesh models list',
    },
  });
}
