/** Why a number on the screen is what it is. Pure. */
import type { Localized } from '../../base/localized.js';
import { formatBytes, formatCount, formatSeconds, formatUsd } from '../../i18n/units.js';
import type { WorkflowState } from '../../workflow/machine.js';
import type { PlannedRun, PreparedData, Step } from '../../workflow/types.js';
import type { Explanation } from './explanation.js';
import { RUN_NUMBERS } from './run-numbers.js';
import { SCORE_NUMBERS } from './score-numbers.js';

const text = (en: string, hi: string): Localized => ({ en, hi });

type Say = (planned: PlannedRun, prepared: PreparedData) => Explanation;

const PLAN_NUMBERS: Record<string, Say> = {
  trainable: ({ plan: { estimate } }) => ({
    title: text('what learns', 'kya seekhta hai'),
    text: text(
      `${formatCount(estimate.trainableParameters)} of ${formatCount(estimate.totalParameters)} numbers change during training; the others stay as the base has them. Fewer means less memory and a smaller file, and less can be forgotten.`,
      `Training mein ${formatCount(estimate.totalParameters)} mein se ${formatCount(estimate.trainableParameters)} numbers badalte hain; baaki base jaise hi rehte hain. Kam matlab kam memory, chhoti file, aur kam bhoolna.`,
    ),
    lesson: '03-types#count',
  }),
  memory: ({ plan: { estimate }, hardware }) => ({
    title: text('the memory', 'memory'),
    text: text(
      `The weights, then what learns a second time as gradient and twice more as AdamW's moments, then what the layers keep of the longest batch for the way back. Here ${formatCount(estimate.trainableParameters)} numbers learn, beside ${formatCount(estimate.totalParameters)} in all: ${formatBytes(estimate.memoryBytes)}, of ${formatBytes(hardware.freeMemoryBytes)} that are free. A fifth of it is kept in hand.`,
      `Pehle weights, phir jo seekhta hai uska gradient aur AdamW ke do moments, phir sabse lambe batch ki woh values jo wapas aane ke liye rakhni padti hain. Yahan kul ${formatCount(estimate.totalParameters)} mein se ${formatCount(estimate.trainableParameters)} numbers seekhte hain: ${formatBytes(estimate.memoryBytes)}, khaali hai ${formatBytes(hardware.freeMemoryBytes)}. Paanchva hissa haath mein rakha jata hai.`,
    ),
    lesson: '12-costs#memory',
  }),
  time: ({ plan: { estimate } }) => ({
    title: text('the time', 'samay'),
    text: text(
      `About 6 floating-point operations for each parameter that learns and each token, less for frozen ones, divided by what this machine does in a second. ${formatCount(estimate.trainTokens)} tokens here take about ${formatSeconds(estimate.seconds)}, ${estimate.measured ? 'measured by three real steps' : 'calculated; m measures it with three real steps'}.`,
      `Har seekhne wale parameter aur har token par lagbhag 6 floating-point operations, frozen par kam, aur is machine ki ek second ki speed se bhaag. Yahan ${formatCount(estimate.trainTokens)} tokens ko lagbhag ${formatSeconds(estimate.seconds)} lagenge, ${estimate.measured ? 'teen asli steps se naapa hua' : 'hisaab se; m dabao to teen asli steps se naapenge'}.`,
    ),
    lesson: '12-costs#check',
  }),
  cost: ({ plan: { estimate, hyperparameters } }) => ({
    title: text('the cost', 'kharcha'),
    text: text(
      `Electricity: hours times kilowatts times your rate, ${formatUsd(estimate.costUsd.local ?? 0)} here. Hosted: tokens of all ${hyperparameters.epochs} epochs times the list price per million. The rate stands in the settings.`,
      `Bijli: ghante guna kilowatt guna aapka rate, yahan ${formatUsd(estimate.costUsd.local ?? 0)}. Hosted: saare ${hyperparameters.epochs} epochs ke tokens guna per million ki list price. Rate settings mein hai.`,
    ),
    lesson: '12-costs#money',
  }),
  steps: ({ plan: { estimate, hyperparameters: h } }, { size }) => ({
    title: text('the steps', 'steps'),
    text: text(
      `One step sees ${h.batchSize * h.gradientAccumulation} rows and moves the weights once. ${size.trainExamples} rows over ${h.epochs} epochs give ${estimate.steps} steps, the last of each epoch with what is left. Under fifty steps or so a model hardly moves; then use smaller batches or more epochs.`,
      `Ek step ${h.batchSize * h.gradientAccumulation} rows dekhta hai aur weights ko ek baar hilata hai. ${size.trainExamples} rows, ${h.epochs} epochs: ${estimate.steps} steps, har epoch ka aakhri bacha hua hissa leta hai. Pachaas se kam steps mein model mushkil se hilta hai; tab batch chhota karo ya epochs badhao.`,
    ),
    lesson: '09-inside-training#step',
  }),
};

/** Null for a number that nothing is known about yet. */
export function whyNumber(name: string, state: WorkflowState): Explanation | null {
  const { planned, prepared } = state;
  const say = PLAN_NUMBERS[name];
  if (say) return planned && prepared ? say(planned, prepared) : null;
  return (RUN_NUMBERS[name] ?? SCORE_NUMBERS[name])?.(state) ?? null;
}

/** The numbers that a step shows, in the order in which they stand there. */
export const NUMBERS_OF: Record<Step, readonly string[]> = {
  prepare: [],
  validate: ['tokens', 'split'],
  method: ['trainable', 'memory', 'time', 'cost'],
  hyperparameters: ['steps', 'time', 'memory', 'cost'],
  start: ['steps', 'time', 'memory', 'cost'],
  monitor: ['loss', 'validation', 'rate', 'gradient', 'speed', 'rest', 'resident'],
  evaluate: [
    ...['verdict', 'interval', 'accuracy', 'f1', 'precision', 'recall'],
    ...['exactMatch', 'tokenF1', 'chrF', 'parses', 'heldOutLoss', 'perplexity'],
    ...['retention', 'worse', 'took'],
  ],
  deploy: [],
};
