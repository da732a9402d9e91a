/** Divides examples into train, validation and test: seeded, balanced by label, with copies kept on one side. Pure. */
import { Problem } from '../base/error.js';
import { Random } from '../base/random.js';
import type { Example, Split, SplitRatios, Task } from './types.js';

export const DEFAULT_RATIOS: SplitRatios = { train: 0.8, validation: 0.1, test: 0.1 };

export interface SplitOptions {
  seed: number;
  ratios?: SplitRatios;
  /** Classification is stratified by label. */
  task?: Task;
}

/** Examples with the same prompt, which must stay on one side, and the label of the first. */
interface Group {
  members: number[];
  label: string;
}

type Part = 'train' | 'validation' | 'test';

/**
 * Every example lands in exactly one part, in the order of the file. Membership comes from a Fisher-Yates shuffle of the groups of equal
 * prompts (case and spaces do not count). From 10 examples on, validation and test hold at least one row each whenever there are at
 * least three different prompts. Throws a `Problem` (bad-split) for ratios that are negative, without train, or do not add up to 1.
 */
export function splitExamples(examples: readonly Example[], options: SplitOptions): Split {
  const ratios = options.ratios ?? DEFAULT_RATIOS;
  requireRatios(ratios);
  const strata = shuffledStrata(groupByPrompt(examples), options);
  const parts = new Array<Part>(examples.length).fill('train');
  for (const part of ['test', 'validation'] as const) {
    const target = partSize(examples.length, ratios[part]);
    for (const group of takeGroups(strata, target, examples.length))
      for (const member of group.members) parts[member] = part;
  }
  const of = (part: Part): Example[] => examples.filter((_, index) => parts[index] === part);
  return { train: of('train'), validation: of('validation'), test: of('test') };
}

function partSize(rows: number, ratio: number): number {
  if (ratio === 0) return 0;
  const wanted = Math.round(rows * ratio);
  return rows >= 10 ? Math.max(1, wanted) : wanted;
}

function groupByPrompt(examples: readonly Example[]): Group[] {
  const groups = new Map<string, Group>();
  for (const [index, { input, output }] of examples.entries()) {
    const key = fold(input);
    const group = groups.get(key);
    if (group) group.members.push(index);
    else groups.set(key, { members: [index], label: fold(output) });
  }
  return [...groups.values()];
}

function fold(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

function shuffledStrata(groups: Group[], { seed, task }: SplitOptions): Group[][] {
  const strata = new Map<string, Group[]>();
  for (const group of Random.for(seed, 'split').shuffle(groups)) {
    const label = task === 'classification' ? group.label : '';
    const stratum = strata.get(label);
    if (stratum) stratum.push(group);
    else strata.set(label, [group]);
  }
  return [...strata.values()];
}

/** Takes groups out of the strata, about `target` rows in proportion to what each stratum holds. The last group of a stratum stays. */
function takeGroups(strata: Group[][], target: number, rows: number): Group[] {
  const taken: Group[] = [];
  let missing = target;
  const quotas = shares(strata.map(rowsIn), target);
  for (const [index, stratum] of strata.entries()) {
    const got = takeUpTo(stratum, Math.min(quotas[index] ?? 0, missing));
    missing -= rowsIn(got);
    taken.push(...got);
  }
  for (const stratum of strata) {
    const got = takeUpTo(stratum, missing);
    missing -= rowsIn(got);
    taken.push(...got);
  }
  if (taken.length === 0 && target > 0 && rows >= 10) taken.push(...takeSmallest(strata));
  return taken;
}

function takeUpTo(stratum: Group[], quota: number): Group[] {
  const got: Group[] = [];
  let left = quota;
  for (let at = 0; at < stratum.length && stratum.length > 1 && left > 0; ) {
    const group = stratum[at];
    if (group !== undefined && group.members.length <= left) {
      left -= group.members.length;
      got.push(group);
      stratum.splice(at, 1);
    } else at++;
  }
  return got;
}

/** When nothing fits (every group larger than the target, or one group per label): the smallest group, if others are left. */
function takeSmallest(strata: Group[][]): Group[] {
  const left = strata.filter((stratum) => stratum.length > 0);
  const groups = left.flat();
  if (groups.length < 2) return [];
  const several = left.filter((stratum) => stratum.length > 1).flat();
  const smallest = (several.length > 0 ? several : groups).reduce((a, b) =>
    b.members.length < a.members.length ? b : a,
  );
  const stratum = left.find((candidates) => candidates.includes(smallest));
  stratum?.splice(stratum.indexOf(smallest), 1);
  return [smallest];
}

const rowsIn = (groups: readonly Group[]): number => groups.reduce((sum, group) => sum + group.members.length, 0);

/** `total` divided in proportion to `sizes`, in whole numbers that add up to it (largest remainders). */
function shares(sizes: readonly number[], total: number): number[] {
  const sum = sizes.reduce((a, b) => a + b, 0);
  if (sum === 0) return sizes.map(() => 0);
  const exact = sizes.map((size) => (total * size) / sum);
  const whole = exact.map(Math.floor);
  let left = total - whole.reduce((a, b) => a + b, 0);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest);
  for (const { index } of order) {
    if (left <= 0) break;
    whole[index] = (whole[index] ?? 0) + 1;
    left--;
  }
  return whole;
}

function requireRatios(ratios: SplitRatios): void {
  const values = [ratios.train, ratios.validation, ratios.test];
  const sum = values.reduce((a, b) => a + b, 0);
  if (values.every((value) => value >= 0) && ratios.train > 0 && Math.abs(sum - 1) < 1e-6) return;
  throw new Problem({
    code: 'bad-split',
    message: {
      en: `The shares ${values.join(', ')} of train, validation and test cannot be used.`,
      hi: `Train, validation aur test ke shares ${values.join(', ')} nahi chal sakte.`,
    },
    next: {
      en: 'Give shares that add up to 1, for example 0.8, 0.1, 0.1.',
      hi: 'Aise shares dein jinka jod 1 ho, jaise 0.8, 0.1, 0.1.',
    },
  });
}
