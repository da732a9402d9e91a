/** Part 3: four budgets and machines for which the product's own rule chooses clearly. Pure. */
import type { Localized } from '../../base/localized.js';
import type { Random } from '../../base/random.js';
import { type Candidate, type ChooseInput, candidateFor } from '../../plan/candidate.js';
import { type Consideration, decideMethod, MEDIUM_SECONDS } from '../../plan/method-rule.js';
import { DEFAULT_PRICES } from '../../plan/prices.js';
import { BUDGETS, COMPUTES, METHODS, type Method, type ModelSize } from '../../plan/types.js';
import { SCENARIO_IDS, type Scenario } from './types.js';

/** Shapes as their publishers' configs give them. */
const MODELS: readonly { name: string; size: ModelSize }[] = [
  { name: 'SmolLM2-135M', size: shape(576, 1536, 30, 9, 3, 49152, 134_515_008) },
  { name: 'SmolLM2-360M', size: shape(960, 2560, 32, 15, 5, 49152, 361_821_120) },
];

function shape(
  hiddenSize: number,
  intermediateSize: number,
  layers: number,
  heads: number,
  keyValueHeads: number,
  vocabSize: number,
  totalParameters: number,
): ModelSize {
  const sizes = { hiddenSize, intermediateSize, layers, heads, keyValueHeads, vocabSize, totalParameters };
  return { ...sizes, headDim: 64, tiedEmbeddings: true, contextLength: 8192 };
}

const WHO: readonly Localized[] = [
  { en: 'A tiffin service in Pune', hi: 'Pune ki ek tiffin service' },
  { en: "A district hospital's records room", hi: 'Zila aspatal ka records room' },
  { en: 'A student on her own laptop', hi: 'Apne laptop par ek student' },
  { en: 'A travel start-up in Kochi', hi: 'Kochi ka ek travel start-up' },
  { en: 'A cooperative bank', hi: 'Ek cooperative bank' },
  { en: 'A legal-aid office in Delhi', hi: 'Dilli ka ek legal-aid office' },
];

const LORA_BY_WISH: readonly Consideration[] = ['low-budget', 'limited-compute'];
const PARTIAL: readonly Consideration[] = ['full-does-not-fit', 'partial-is-the-middle'];

/** One that asks for full, one for partial, one for LoRA by wish, and one more; in chance order. */
export function drawScenarios(random: Random): Scenario[] {
  const wished = random.shuffle(LORA_BY_WISH);
  const middle = random.shuffle(PARTIAL);
  const fourth = random.shuffle<Consideration>([
    'very-small-data',
    wished[1] ?? 'low-budget',
    middle[1] ?? 'full-does-not-fit',
  ]);
  const wanted = [wished[0], middle[0], 'room-for-full' as const, fourth[0]].flatMap((one) => one ?? []);
  const who = random.shuffle(WHO);
  return random
    .shuffle(wanted)
    .flatMap((because, index) => drawUntil(because, random, SCENARIO_IDS[index] ?? 'a', who[index] ?? WHO_ELSE));
}

const WHO_ELSE: Localized = { en: 'A small office', hi: 'Ek chhota office' };
const TRIES = 4000;

function drawUntil(because: Consideration, random: Random, id: Scenario['id'], who: Localized): Scenario[] {
  for (let tries = 0; tries < TRIES; tries++) {
    const model = MODELS[random.below(MODELS.length)] ?? MODELS[0];
    if (model === undefined) return [];
    const input = drawInput(because, model.size, random);
    const of = candidatesOf(input);
    const decision = decideMethod(input, of);
    if (decision.because.length !== 1 || decision.because[0] !== because || !isClear(because, input, of)) continue;
    const { budget, compute, hardware, data } = input;
    const candidates = METHODS.map(of).map(({ method, memoryBytes, seconds }) => ({ method, memoryBytes, seconds }));
    const { method } = decision;
    return [
      {
        id,
        who,
        budget,
        compute,
        hardware,
        model: model.size,
        modelName: model.name,
        data,
        candidates,
        method,
        because,
      },
    ];
  }
  throw new RangeError(`no scenario for ${because} in ${TRIES} tries`);
}

function candidatesOf(input: ChooseInput): (method: Method) => Candidate {
  const all = new Map(METHODS.map((method) => [method, candidateFor(method, input)]));
  return (method) => all.get(method) ?? candidateFor(method, input);
}

function drawInput(because: Consideration, model: ModelSize, random: Random): ChooseInput {
  const pick = <T>(items: readonly T[], otherwise: T): T => items[random.below(items.length)] ?? otherwise;
  const rows = because === 'very-small-data' ? 40 + random.below(45) : 200 + 50 * random.below(60);
  const perRow = 20 + 5 * random.below(9);
  const gigabytes = pick([4, 6, 8, 12, 16, 24, 32], 8);
  return {
    budget: because === 'low-budget' ? 'low' : because === 'partial-is-the-middle' ? 'medium' : pick(BUDGETS, 'high'),
    compute:
      because === 'limited-compute'
        ? 'limited'
        : because === 'partial-is-the-middle'
          ? 'standard'
          : pick(COMPUTES, 'ample'),
    hardware: {
      cpuModel: '',
      cores: pick([2, 4, 8, 16], 4),
      totalMemoryBytes: gigabytes * 1e9,
      freeMemoryBytes: gigabytes * 0.75e9,
      freeDiskBytes: 100e9,
      gpu: null,
    },
    model,
    data: {
      trainExamples: rows,
      validationExamples: Math.round(rows / 8),
      testExamples: Math.round(rows / 8),
      epochTokens: rows * perRow,
      epochSupervisedTokens: Math.round(rows * perRow * 0.4),
      longestExample: Math.round(perRow * 2.2),
    },
    prices: DEFAULT_PRICES,
  };
}

/** Well away from every border of the rule, so that nobody fails by a rounding. */
function isClear(
  because: Consideration,
  { hardware, budget, compute }: ChooseInput,
  of: (m: Method) => Candidate,
): boolean {
  const share = (method: Method): number => of(method).memoryBytes / hardware.freeMemoryBytes;
  const { seconds } = of('full');
  if (!of('lora').fits || share('lora') > 0.7) return false;
  switch (because) {
    case 'full-does-not-fit':
      return share('full') > 0.95 && share('partial') < 0.65;
    case 'partial-is-the-middle':
      return (
        share('full') < 0.75 && share('partial') < 0.65 && (seconds > 1.4 * MEDIUM_SECONDS || share('full') > 0.56)
      );
    case 'room-for-full':
      return share('full') < 0.44 && (budget !== 'medium' || compute !== 'standard' || seconds < 0.7 * MEDIUM_SECONDS);
    default:
      return true;
  }
}
