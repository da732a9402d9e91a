/** Disk: every model that can be served from a home, and how each is opened: base, then what was learned. */
import { Problem } from '../base/error.js';
import { readChangedWeights } from '../engine/formats/changed-weights.js';
import { type PeftAdapter, readPeftAdapter } from '../engine/formats/peft.js';
import { createGenerator } from '../engine/generate/generator.js';
import type { Weights } from '../engine/llama/config.js';
import { mergeAdapter } from '../engine/llama/lora.js';
import { CATALOGUE } from '../models/catalogue.js';
import { promptFormatFor } from '../models/encode-example.js';
import { openModel } from '../models/open.js';
import { BUILTIN_MODELS, resolveModel } from '../models/resolve.js';
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
      return [...deployments.map(tunedCard), ...(await baseCards(home))];
    },
    open: (card) => openServable(home, card.id),
  };
}

const tunedCard = ({ modelId, jobId, createdAt, base, path }: Deployment): ModelCard => ({
  id: modelId,
  kind: 'tuned',
  createdAt,
  base,
  revision: `${jobId} ${createdAt} ${path}`,
});

/** Base models that lie in the package or in the home's cache. */
async function baseCards(home: string): Promise<ModelCard[]> {
  const cards: ModelCard[] = [];
  for (const { id } of [...BUILTIN_MODELS, ...CATALOGUE]) {
    const found = await resolveModel(id, { home }).catch((error: unknown) => {
      if (error instanceof Problem) return null;
      throw error;
    });
    if (found === null || found.kind === 'local') continue;
    cards.push({ id, kind: 'base', createdAt: null, base: null, revision: found.path });
  }
  return cards;
}

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
