/** Disk: every model that can be served from a home, and how each is opened: base, then what was learned. */
import { Problem } from '../base/error.js';
import { readChangedWeights } from '../engine/formats/changed-weights.js';
import { type PeftAdapter, readPeftAdapter } from '../engine/formats/peft.js';
import { createGenerator } from '../engine/generate/generator.js';
import type { Weights } from '../engine/llama/config.js';
import { mergeAdapter } from '../engine/llama/lora.js';
import { promptFormatFor } from '../models/encode-example.js';
import { listModels } from '../models/list.js';
import { openModel } from '../models/open.js';
import { isKnownModel } from '../models/resolve.js';
import type { OpenModel } from '../models/types.js';
import type { ModelCard, ModelSource, ServedModel } from './model-host.js';
import { listDeployments, readDeployment } from './registry.js';
import type { Deployment } from './types.js';

/** Deployed models and the base models on this machine, read from the disk at every call. */
export function homeModels(home: string, onCorrupt: (problem: Problem) => void = () => undefined): ModelSource {
  const told = new Set<string>();
  return {
    async list() {
      const { deployments, corrupt } = await listDeployments(home);
      for (const problem of corrupt) {
        if (told.has(problem.where ?? '')) continue;
        told.add(problem.where ?? '');
        onCorrupt(problem);
      }
      const tuned = deployments.map(tunedCard);
      const bases = await baseCards(home);
      return [...tuned, ...bases.filter(({ id }) => !tuned.some((other) => other.id === id))];
    },
    open: (card) => (card.kind === 'tuned' ? openServable(home, card.id) : openBase(home, baseName(card))),
  };
}

const tunedCard = ({ modelId, jobId, createdAt, base, path }: Deployment): ModelCard => ({
  id: modelId,
  kind: 'tuned',
  createdAt,
  base,
  revision: `${jobId} ${createdAt} ${path}`,
});

/** Base models that can be opened now: in the package, in the catalogue and fetched, or placed in the home by hand. */
async function baseCards(home: string): Promise<ModelCard[]> {
  const listed = await listModels(home);
  return listed
    .filter(({ kind, available }) => kind !== 'tuned' && available)
    .map(({ id, path }) => ({ id, kind: 'base', createdAt: null, base: null, revision: path }));
}

/** By its name where it has one that is known everywhere, else by its path. */
const baseName = ({ id, revision }: ModelCard): string => (isKnownModel(id) ? id : revision);

/** Opens a deployed model by its name, else a base model by its name or path. Every expected failure is a `Problem`. */
export async function openServable(home: string, idOrPath: string): Promise<ServedModel> {
  const deployment = await readDeployment(home, idOrPath).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'model-not-deployed') return null;
    throw error;
  });
  return deployment ? openDeployment(home, deployment) : openBase(home, idOrPath);
}

async function openBase(home: string, idOrPath: string): Promise<ServedModel> {
  const model = await openModel(idOrPath, { home });
  return served(model, promptFormatFor({ task: 'chat', chatTemplate: model.chatTemplate }), model.weights);
}

async function openDeployment(home: string, deployment: Deployment): Promise<ServedModel> {
  const base = await openModel(deployment.base, { home });
  if (base.fingerprint !== deployment.baseFingerprint) throw baseChanged(deployment, base.path);
  return served(base, deployment.promptFormat, await learned(deployment, base));
}

/** The base's weights with what was learned on top. */
async function learned({ method, path }: Deployment, { config, weights }: OpenModel): Promise<Weights> {
  switch (method) {
    case 'lora': {
      const { adapter, spec }: PeftAdapter = await readPeftAdapter(path, config);
      return mergeAdapter(config, weights, spec, adapter);
    }
    case 'full':
    case 'partial':
      return new Map([...weights, ...(await readChangedWeights(path, config))]);
  }
}

async function served(
  { config, tokenizer, chatTemplate, fingerprint }: OpenModel,
  format: ServedModel['format'],
  weights: Weights,
): Promise<ServedModel> {
  const generator = await createGenerator({ config, weights, tokenizer });
  return { head: { tokenizer, chatTemplate }, format, generator, fingerprint };
}

const baseChanged = ({ modelId, base }: Deployment, path: string): Problem =>
  new Problem({
    code: 'base-changed',
    message: {
      en: `${modelId} was trained on another version of ${base}: the base model's weights have changed since.`,
      hi: `${modelId} ${base} ke kisi aur version par train hua tha: base model ke weights tab se badal gaye hain.`,
    },
    where: path,
    next: {
      en: 'Bring the old base model back, or train again on this one.',
      hi: 'Purana base model wapas lao, ya is wale par phir se train karo.',
    },
    exitCode: 1,
  });
