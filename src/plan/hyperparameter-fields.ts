/** The editable settings as a table: what each is called, why it exists, its range, and how its text is read and shown. */
import type { Localized } from '../base/localized.js';
import { choiceField, type Field, type FieldEdit, numberField, outside, refuse } from './hyperparameter-field.js';
import { NOTES_DEFAULTS } from './hyperparameters.js';
import { methodFields } from './method-fields.js';
import type { Hyperparameters, ModelSize, SettingLimits } from './types.js';

export type { Field, FieldEdit } from './hyperparameter-field.js';

const SCHEDULES = ['linear', 'cosine', 'constant'] as const;
const text = (en: string, hi: string): Localized => ({ en, hi });

export const hyperparameterFields: readonly Field[] = [
  numberField({
    key: 'learningRate',
    label: text('Learning rate', 'Learning rate'),
    why: text(
      'How far each step moves the weights. Too high and the loss jumps or turns into NaN; too low and nothing is learned. LoRA likes ten times the rate of full fine-tuning or more, a small model more than a large one.',
      'Har step weights ko kitna hilata hai. Zyada rakha to loss uchhalega ya NaN ho jayega, kam rakha to kuch seekhega hi nahi. LoRA ko full se das guna ya usse zyada chahiye, chhote model ko bade se zyada.',
    ),
    min: 1e-7,
    max: 1e-2,
    step: 1e-5,
    default: NOTES_DEFAULTS.learningRate,
    get: (h) => h.learningRate,
    set: (h, learningRate) => ({ ...h, learningRate }),
  }),
  numberField({
    key: 'batchSize',
    label: text('Batch size', 'Batch size'),
    why: text(
      'Examples computed together. A larger batch gives calmer steps and takes more memory; with little data stay below 32, or too few steps are left.',
      'Ek saath kitne examples compute hote hain. Bada batch matlab shaant steps lekin zyada memory; data kam ho to 32 se neeche raho, warna steps hi kam bachenge.',
    ),
    unit: text('examples', 'examples'),
    integer: true,
    min: 1,
    max: 128,
    step: 1,
    default: NOTES_DEFAULTS.batchSize,
    get: (h) => h.batchSize,
    set: (h, batchSize) => ({ ...h, batchSize }),
  }),
  numberField({
    key: 'gradientAccumulation',
    label: text('Gradient accumulation', 'Gradient accumulation'),
    why: text(
      'Batches added up before one step. It gives the effect of a larger batch without its memory; the time per example stays the same.',
      'Kitne batches jod kar ek step liya jaye. Bade batch jaisa asar milta hai bina utni memory ke; per example time utna hi rehta hai.',
    ),
    unit: text('batches', 'batches'),
    integer: true,
    min: 1,
    max: 256,
    step: 1,
    default: 1,
    get: (h) => h.gradientAccumulation,
    set: (h, gradientAccumulation) => ({ ...h, gradientAccumulation }),
  }),
  numberField({
    key: 'epochs',
    label: text('Epochs', 'Epochs'),
    why: text(
      'How often the model sees every training row. After too many it learns the rows by heart: training loss falls while validation loss rises.',
      'Model har training row ko kitni baar dekhta hai. Zyada epochs mein woh ratta maarne lagta hai: training loss girta hai par validation loss badhne lagta hai.',
    ),
    unit: text('passes', 'baar'),
    min: 0.1,
    max: 100,
    step: 1,
    default: NOTES_DEFAULTS.epochs,
    get: (h) => h.epochs,
    set: (h, epochs) => ({ ...h, epochs }),
  }),
  numberField({
    key: 'maxLength',
    label: text('Maximum length', 'Maximum length'),
    why: text(
      'Tokens of one example, prompt and answer together; the rest is cut off. Memory grows with it, and attention with its square.',
      'Ek example ke tokens, prompt aur answer mila kar; baaki kat jata hai. Isse memory badhti hai, aur attention iske square se.',
    ),
    unit: text('tokens', 'tokens'),
    integer: true,
    min: 8,
    max: 8192,
    step: 32,
    default: NOTES_DEFAULTS.maxLength,
    get: (h) => h.maxLength,
    set: (h, maxLength) => ({ ...h, maxLength }),
  }),
  numberField({
    key: 'warmupRatio',
    label: text('Warm-up', 'Warm-up'),
    why: text(
      'Share of the steps in which the rate climbs from zero. The optimizer knows little at first; small first steps keep it from running off.',
      'Kitne hisse ke steps mein rate zero se dheere dheere badhta hai. Shuru mein optimizer ko kam pata hota hai; chhote pehle steps use bhatakne nahi dete.',
    ),
    unit: text('share of steps', 'steps ka hissa'),
    min: 0,
    max: 0.5,
    step: 0.01,
    default: 0.1,
    get: (h) => h.warmupRatio,
    set: (h, warmupRatio) => ({ ...h, warmupRatio }),
  }),
  choiceField({
    key: 'schedule',
    label: text('Schedule', 'Schedule'),
    why: text(
      'How the rate falls after the warm-up. Linear and cosine end near zero and settle well; constant never slows down.',
      'Warm-up ke baad rate kaise girta hai. Linear aur cosine ant mein zero ke paas aakar achhe se settle hote hain; constant kabhi dheema nahi hota.',
    ),
    choices: SCHEDULES,
    default: 'linear',
    get: (h) => h.schedule,
    set: (h, schedule) => ({ ...h, schedule }),
  }),
  numberField({
    key: 'weightDecay',
    label: text('Weight decay', 'Weight decay'),
    why: text(
      'Pulls the trained weights a little towards zero at each step, against learning by heart. Norms are left out. LoRA matrices start small and need none.',
      'Har step mein trained weights ko thoda zero ki taraf kheenchta hai, taaki model ratta na maare. Norms par nahi lagta. LoRA ki matrices chhoti hi shuru hoti hain, unhe zaroorat nahi.',
    ),
    min: 0,
    max: 0.5,
    step: 0.01,
    default: 0.01,
    get: (h) => h.weightDecay,
    set: (h, weightDecay) => ({ ...h, weightDecay }),
  }),
  numberField({
    key: 'maxGradNorm',
    label: text('Gradient clipping', 'Gradient clipping'),
    why: text(
      'A gradient longer than this is shortened to it, so that one odd batch cannot ruin the weights.',
      'Isse lamba gradient kaat kar itna kar diya jata hai, taaki ek ajeeb batch weights na bigaad de.',
    ),
    min: 0.01,
    max: 100,
    step: 0.1,
    default: 1,
    get: (h) => h.maxGradNorm,
    set: (h, maxGradNorm) => ({ ...h, maxGradNorm }),
  }),
  numberField({
    key: 'earlyStoppingPatience',
    label: text('Early stopping', 'Early stopping'),
    why: text(
      'Validations in a row without a better loss before training ends by itself. 0 never stops early. The best weights are kept either way.',
      'Lagataar kitne validations bina sudhar ke hon to training khud ruk jaye. 0 matlab kabhi jaldi nahi rukegi. Best weights dono haal mein rakhe jate hain.',
    ),
    unit: text('validations', 'validations'),
    integer: true,
    min: 0,
    max: 50,
    step: 1,
    default: 2,
    get: (h) => h.earlyStoppingPatience,
    set: (h, earlyStoppingPatience) => ({ ...h, earlyStoppingPatience }),
  }),
  numberField({
    key: 'evalsPerEpoch',
    label: text('Validations per epoch', 'Validations per epoch'),
    why: text(
      'How often the validation rows are measured and a checkpoint is written. More often loses less work and costs some time.',
      'Validation rows kitni baar naapi jayen aur checkpoint likha jaye. Zyada baar matlab kam kaam khone ka darr, par thoda time lagta hai.',
    ),
    integer: true,
    min: 1,
    max: 100,
    step: 1,
    default: 1,
    get: (h) => h.evalsPerEpoch,
    set: (h, evalsPerEpoch) => ({ ...h, evalsPerEpoch }),
  }),
  numberField({
    key: 'seed',
    label: text('Seed', 'Seed'),
    why: text(
      'Fixes every random choice, so the same run can be repeated exactly.',
      'Har random cheez isse tay hoti hai, taaki wahi run dobara bilkul waisa hi ho.',
    ),
    integer: true,
    min: 0,
    max: 4294967295,
    step: 1,
    default: 42,
    get: (h) => h.seed,
    set: (h, seed) => ({ ...h, seed }),
  }),
  ...methodFields,
];

/** No more tokens than the model's context has, and no more blocks than the model. */
export function limitsOf({ layers, contextLength }: Pick<ModelSize, 'layers' | 'contextLength'>): SettingLimits {
  return { 'partial.lastBlocks': layers, ...(contextLength === undefined ? {} : { maxLength: contextLength }) };
}

/** The largest value of a number, with this model where its limits are given; undefined for other kinds of settings. */
export function maxOf({ key, max }: Field, limits: SettingLimits = {}): number | undefined {
  const limit = limits[key];
  return max === undefined || limit === undefined ? max : Math.min(max, limit);
}

/** What a person typed for a setting, as `parse` reads it, but no number above what this model allows. */
export function parseWithin(field: Field, text: string, h: Hyperparameters, limits: SettingLimits = {}): FieldEdit {
  const edit = field.parse(text, h);
  const max = maxOf(field, limits);
  if (!edit.ok || max === undefined || Number(text) <= max) return edit;
  const problem = outside(Number(text), field.min ?? 0, max);
  return refuse(field.label, problem.en, problem.hi);
}
