/** What a setting means in the person's own run, in numbers. Pure. */
import type { Localized } from '../../base/localized.js';
import { formatBytes, formatCount } from '../../i18n/units.js';
import { countSteps } from '../../plan/hyperparameters.js';
import { linearShape } from '../../plan/parameters.js';
import type { DataSize, Hyperparameters, ModelSize } from '../../plan/types.js';
import type { WorkflowState } from '../../workflow/machine.js';

interface Facts {
  h: Hyperparameters;
  data: DataSize;
  model: ModelSize;
  steps: number;
  trainable: number;
  memory: number;
}

type Say = (facts: Facts) => Localized;

const text = (en: string, hi: string): Localized => ({ en, hi });

const SAY: Record<string, Say> = {
  learningRate: ({ h, steps }) =>
    text(
      `Here: ${h.learningRate} at its peak, reached after ${Math.ceil(steps * h.warmupRatio)} of ${steps} steps.`,
      `Yahan: peak par ${h.learningRate}, jo ${steps} mein se ${Math.ceil(steps * h.warmupRatio)} steps ke baad aata hai.`,
    ),
  batchSize: ({ h, data, steps }) =>
    text(
      `Here: ${data.trainExamples} training rows in batches of ${h.batchSize} x ${h.gradientAccumulation} give ${steps} steps over ${h.epochs} epochs.`,
      `Yahan: ${data.trainExamples} training rows, ${h.batchSize} x ${h.gradientAccumulation} ke batches, ${h.epochs} epochs mein ${steps} steps banate hain.`,
    ),
  gradientAccumulation: ({ h }) =>
    text(
      `Here: one step sees ${h.batchSize * h.gradientAccumulation} rows, ${h.batchSize} at a time.`,
      `Yahan: ek step ${h.batchSize * h.gradientAccumulation} rows dekhta hai, ek baar mein ${h.batchSize}.`,
    ),
  epochs: ({ h, data, steps }) =>
    text(
      `Here: each of your ${data.trainExamples} rows is seen ${h.epochs} times, ${formatCount(data.epochTokens * h.epochs)} tokens in ${steps} steps. One epoch more is ${Math.round(steps / h.epochs)} steps more.`,
      `Yahan: aapki ${data.trainExamples} rows mein se har ek ${h.epochs} baar dikhegi, ${steps} steps mein ${formatCount(data.epochTokens * h.epochs)} tokens. Ek epoch badhao to ${Math.round(steps / h.epochs)} steps aur.`,
    ),
  maxLength: ({ h, data }) =>
    text(
      `Here: your longest row has ${data.longestExample} tokens, and ${h.maxLength} are allowed.`,
      `Yahan: aapki sabse lambi row ${data.longestExample} tokens ki hai, aur ${h.maxLength} tak chalega.`,
    ),
  warmupRatio: ({ h, steps }) =>
    text(
      `Here: ${Math.ceil(steps * h.warmupRatio)} of ${steps} steps.`,
      `Yahan: ${steps} mein se ${Math.ceil(steps * h.warmupRatio)} steps.`,
    ),
  evalsPerEpoch: ({ h, data }) =>
    text(
      `Here: ${data.validationExamples} validation rows are measured ${Math.round(h.evalsPerEpoch * h.epochs)} times in all.`,
      `Yahan: ${data.validationExamples} validation rows kul ${Math.round(h.evalsPerEpoch * h.epochs)} baar naapi jayengi.`,
    ),
  'lora.rank': ({ h, model, trainable, memory }) => {
    const rank = h.lora?.rank ?? 0;
    const { in: width, out } = linearShape(model, 'q_proj');
    return text(
      `Here: q_proj is ${out} x ${width}, ${formatCount(out * width)} numbers; with rank ${rank} its change is B (${out} x ${rank}) times A (${rank} x ${width}), only ${formatCount(rank * (out + width))}. All together ${formatCount(trainable)} numbers learn, and the run takes about ${formatBytes(memory)}.`,
      `Yahan: q_proj ${out} x ${width} hai, ${formatCount(out * width)} numbers; rank ${rank} ke saath uska badlaav B (${out} x ${rank}) guna A (${rank} x ${width}) hai, sirf ${formatCount(rank * (out + width))}. Kul ${formatCount(trainable)} numbers seekhte hain, aur run ko lagbhag ${formatBytes(memory)} chahiye.`,
    );
  },
  'lora.alpha': ({ h }) => {
    const { alpha, rank, rsLora } = h.lora ?? { alpha: 0, rank: 1, rsLora: false };
    const scale = alpha / (rsLora ? Math.sqrt(rank) : rank);
    return text(
      `Here: the learned change counts ${Number(scale.toFixed(3))} times (${alpha} / ${rsLora ? `sqrt(${rank})` : rank}).`,
      `Yahan: seekha hua badlaav ${Number(scale.toFixed(3))} guna lagta hai (${alpha} / ${rsLora ? `sqrt(${rank})` : rank}).`,
    );
  },
  'lora.targetModules': ({ h, model, trainable }) =>
    text(
      `Here: ${h.lora?.targetModules.length ?? 0} layers in each of ${model.layers} blocks, ${formatCount(trainable)} numbers that learn.`,
      `Yahan: ${model.layers} blocks mein har ek ki ${h.lora?.targetModules.length ?? 0} layers, kul ${formatCount(trainable)} numbers seekhte hain.`,
    ),
  'partial.lastBlocks': ({ h, model, trainable }) =>
    text(
      `Here: the last ${h.partial?.lastBlocks ?? 0} of ${model.layers} blocks, ${formatCount(trainable)} of ${formatCount(model.totalParameters)} numbers.`,
      `Yahan: ${model.layers} mein se aakhri ${h.partial?.lastBlocks ?? 0} blocks, ${formatCount(model.totalParameters)} mein se ${formatCount(trainable)} numbers.`,
    ),
};

/** Null for a setting whose number says enough by itself, and before there is a plan. */
export function fieldNumbers(key: string, { prepared, planned }: WorkflowState): Localized | null {
  const say = SAY[key];
  if (!say || !prepared || !planned) return null;
  const { hyperparameters: h, estimate } = planned.plan;
  const data = prepared.size;
  const facts = { h, data, model: prepared.base.size, steps: countSteps(data.trainExamples, h) };
  return say({ ...facts, trainable: estimate.trainableParameters, memory: estimate.memoryBytes });
}
