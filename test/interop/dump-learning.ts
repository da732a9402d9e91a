/** Our side of the learning checks: loss and every gradient of one batch, and ten AdamW steps of the real training loop. */
import type { LoraSpec } from '../../src/engine/llama/lora.js';
import { createTrainableModel } from '../../src/engine/llama/trainable-model.js';
import { ADAMW_DEFAULTS, createOptimizer } from '../../src/engine/train/adamw.js';
import { makeBatch } from '../../src/engine/train/batch.js';
import { train } from '../../src/engine/train/loop.js';
import { warmupSteps } from '../../src/engine/train/schedule.js';
import type { TrainingEvent, TrainingSettings } from '../../src/engine/train/types.js';
import type { TokenizedExample, TrainableModel, TrainableSpec } from '../../src/engine/types.js';
import { encodeExample } from '../../src/models/encode-example.js';
import type { OpenModel } from '../../src/models/types.js';
import { shaped, writeJson, writeTensors } from './exchange.js';
import { sampleTexts } from './texts.js';

const LORA: LoraSpec = {
  method: 'lora',
  rank: 8,
  alpha: 16,
  rsLora: false,
  dropout: 0,
  targetModules: ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'],
};

const STEPS = 10;
/** 15 rows in batches of 3, two batches to a step: the third step of every epoch has only one. */
const SETTINGS: TrainingSettings = {
  learningRate: 1e-3,
  batchSize: 3,
  gradientAccumulation: 2,
  epochs: STEPS / 3,
  warmupRatio: 0.25,
  schedule: 'cosine',
  maxGradNorm: 1,
  earlyStoppingPatience: 0,
  evalsPerEpoch: 1,
  seed: 11,
};
const WEIGHT_DECAY = 0.1;

interface Recipe {
  spec: TrainableSpec;
  settings: TrainingSettings;
}

export const LORA_RECIPE = { spec: LORA, settings: SETTINGS };
export const FULL_RECIPE: Recipe = {
  spec: { method: 'full' },
  settings: { ...SETTINGS, learningRate: 5e-5, schedule: 'linear' },
};

/** Writes gradients.json, gradients.safetensors, training.json and trained.safetensors. LoRA begins with the given adapter. */
export async function dumpLearning(
  folder: string,
  model: OpenModel,
  { spec, settings }: Recipe,
  threads: number,
  initialAdapter?: ReadonlyMap<string, Float32Array>,
): Promise<void> {
  const { config, weights } = model;
  const own = await createTrainableModel({ config, weights, spec, seed: 1, initialAdapter, threads });
  await dumpGradients(folder, model, own);
  await dumpTraining(folder, model, own, settings);
  await own.release();
}

/** One padded batch: rows of different lengths, whose prompts are not supervised. */
async function dumpGradients(folder: string, model: OpenModel, own: TrainableModel): Promise<void> {
  const batch = makeBatch(trainingRows(model).slice(0, 4));
  const { lossSum, supervised, gradients } = await own.lossAndGradients(batch, 0);
  await writeJson(folder, 'gradients.json', { rows: batch.rows.map(plain), lossSum, supervised });
  await writeTensors(folder, 'gradients.safetensors', shaped(gradients, own.shapes));
}

/** `train` as the product runs it; what was in each micro-batch is written down for the other side. */
async function dumpTraining(folder: string, model: OpenModel, own: TrainableModel, settings: TrainingSettings) {
  const { trainable, shapes } = own;
  const rows = trainingRows(model);
  const steps: (Extract<TrainingEvent, { type: 'step' }> & { microBatches: number[][] })[] = [];
  let microBatches: number[][] = [];
  const outcome = await train({
    model: own,
    optimizer: createOptimizer({ trainable, shapes, config: { ...ADAMW_DEFAULTS, weightDecay: WEIGHT_DECAY } }),
    rows,
    validation: [],
    settings,
    makeBatch(chosen) {
      microBatches.push(chosen.map((row) => row.line));
      return makeBatch(chosen);
    },
    checkpoints: { save: async () => {}, weightsAt: async () => new Map() },
    checkpointEveryMs: Number.POSITIVE_INFINITY,
    dataHash: 'interop',
    threads: 0,
    resumeFrom: null,
    world: {
      emit(event) {
        if (event.type !== 'step') return;
        steps.push({ ...event, microBatches });
        microBatches = [];
      },
      control: () => 'continue',
      nowMs: () => 0,
      memory: () => ({ rssBytes: 0, nearLimit: false }),
    },
  });
  if (outcome.kind !== 'trained' || steps.length !== STEPS) throw new Error(`training ended as ${outcome.kind}`);
  const { beta1, beta2, epsilon } = ADAMW_DEFAULTS;
  await writeJson(folder, 'training.json', {
    ...settings,
    warmupSteps: warmupSteps(STEPS, settings.warmupRatio),
    optimizer: { betas: [beta1, beta2], eps: epsilon, weightDecay: WEIGHT_DECAY },
    rows: rows.map(plain),
    steps,
  });
  await writeTensors(folder, 'trained.safetensors', shaped(trainable, shapes));
}

/** 15 questions with answers, of unequal lengths, by the model's own chat template (or the plain one). `line` is the index. */
function trainingRows(model: OpenModel): TokenizedExample[] {
  const texts = sampleTexts().filter(({ kind }) => kind !== 'awkward' && kind !== 'devanagari');
  const format = model.chatTemplate === null ? ({ kind: 'plain', task: 'generation' } as const) : CHAT;
  return Array.from({ length: 15 }, (_, line) => {
    const [input, output] = [texts[line * 8], texts[line * 8 + 7]].map((sample) => sample?.text.trim() ?? '');
    const { ids, trained } = encodeExample(model, format, { line, input: input ?? '', output: output ?? '' });
    return { line, ids, trained };
  });
}

/** A short system message keeps the rows short: SmolLM2's template would add a long one. */
const CHAT = { kind: 'chat', system: 'Jawab do.' } as const;

const plain = (row: TokenizedExample) => ({ ids: [...row.ids], trained: [...row.trained] });
