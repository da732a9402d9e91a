/** The sentences of the advice, in both languages. Pure. */
import type { Localized } from '../../base/localized.js';
import { METRIC_NAMES } from '../../evaluate/verdict.js';
import { formatBytes, formatSeconds } from '../../i18n/units.js';
import { METHOD_NAMES } from '../../plan/method-words.js';
import type { Method } from '../../plan/types.js';
import type { AdviceInput, Finished } from './advice.js';
import type { ComparedMethod, Comparison } from './schema.js';

const text = (en: string, hi: string): Localized => ({ en, hi });
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const name = ({ method }: { method: Method }): string => METHOD_NAMES[method];
const list = (items: readonly string[], and: string): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1)}`;

/** A score with as many digits as say something. */
export function sayScore(metric: Comparison['metric'], value: number): string {
  return metric === 'chrF' || metric === 'perplexity' ? value.toFixed(1) : value.toFixed(2);
}

const signed = (metric: Comparison['metric'], value: number): string =>
  `${value < 0 ? '-' : '+'}${sayScore(metric, Math.abs(value))}`;

/** The change from `a` to `b`, whichever way round the pair was kept. */
export function pairOf(
  a: Method,
  b: Method,
  metric: Comparison['metric'],
  { differences }: Pick<AdviceInput, 'differences'>,
): { change: number; low: number; high: number; tie: boolean } | null {
  for (const pair of differences) {
    if (pair.metric !== metric) continue;
    const { value, low, high } = pair.difference;
    if (pair.a === a && pair.b === b) return { change: value, low, high, tie: pair.tie };
    if (pair.a === b && pair.b === a) return { change: -value, low: -high, high: -low, tie: pair.tie };
  }
  return null;
}

export const NOTHING_FINISHED = text(
  'No method finished with a score, so there is nothing to advise.',
  'Koi method score tak nahi pahunchi, isliye salah dene ko kuch nahi hai.',
);

/** While a method has yet to run to its end, the others' figures decide nothing. */
export function notYet(open: readonly ComparedMethod[]): Localized {
  const have = open.length > 1 ? 'have' : 'has';
  return text(
    `No advice yet: ${list(open.map(name), 'and')} ${have} not run to the end.`,
    `Abhi salah nahi: ${list(open.map(name), 'aur')} ka poora hona baaki hai.`,
  );
}

/** `failed` are those that do not beat the base, `forgetful` those that forgot too much, whatever they score: their remedies are opposites. */
export function noneGood(failed: readonly Finished[], forgetful: readonly Finished[], input: AdviceInput): Localized[] {
  return [
    text('Take none of them yet.', 'Abhi koi mat lo.'),
    ...(failed.length > 0 ? [notBetter(failed, input)] : []),
    ...(forgetful.length > 0 ? [forgetsAsItLearns(forgetful, input)] : []),
  ];
}

const scoresOf = (of: readonly Finished[], metric: Comparison['metric']): string =>
  of.map((one) => sayScore(metric, one.score.value)).join(', ');

function notBetter(failed: readonly Finished[], { metric, baseMetrics, data }: AdviceInput): Localized {
  const base = baseMetrics?.[metric];
  const before = base === undefined ? '' : ` (${METRIC_NAMES[metric]} ${sayScore(metric, base.value)})`;
  const does = failed.length > 1 ? 'do' : 'does';
  return text(
    `On ${data.test} held-out rows ${list(failed.map(name), 'and')} ${does} not beat the base${before}: more rows, more epochs or other learning rates come first.`,
    `${data.test} held-out rows par ${list(failed.map(name), 'aur')} base${before} se aage nahi: pehle zyada rows, zyada epochs ya doosre learning rates try karo.`,
  );
}

function forgetsAsItLearns(forgetful: readonly Finished[], { metric, baseMetrics }: AdviceInput): Localized {
  const base = baseMetrics?.[metric];
  const from = base === undefined ? '' : `${sayScore(metric, base.value)} -> `;
  const scores = `${METRIC_NAMES[metric]} ${from}${scoresOf(forgetful, metric)}`;
  return text(
    `${capital(list(forgetful.map(name), 'and'))} forgot too much general text, whatever the score on the held-out rows (${scores}): train fewer epochs or with a lower learning rate.`,
    `${capital(list(forgetful.map(name), 'aur'))} ne aam text bahut bhula diya, held-out rows par score jo bhi ho (${scores}): kam epochs ya kam learning rate se train karo.`,
  );
}

export function tied(level: readonly Finished[], { metric, data }: AdviceInput): Localized {
  const what = `${METRIC_NAMES[metric]} ${scoresOf(level, metric)}`;
  return text(
    `${capital(list(level.map(name), 'and'))} tie: ${what}; on ${data.test} held-out rows these differences are inside the 95% interval.`,
    `${capital(list(level.map(name), 'aur'))} barabar hain: ${what}; ${data.test} held-out rows par yeh farak 95% interval ke andar hai.`,
  );
}

export function behind(one: Finished, leader: Finished, input: AdviceInput): Localized {
  const { metric } = input;
  const pair = pairOf(one.method, leader.method, metric, input);
  const range =
    pair === null
      ? text('the intervals do not overlap', 'intervals overlap nahi karte')
      : text(
          `difference ${signed(metric, pair.change)}, 95% interval ${signed(metric, pair.low)} .. ${signed(metric, pair.high)}`,
          `difference ${signed(metric, pair.change)}, 95% interval ${signed(metric, pair.low)} .. ${signed(metric, pair.high)}`,
        );
  const scores = `${sayScore(metric, leader.score.value)}`;
  const other = sayScore(metric, one.score.value);
  return text(
    `${capital(name(leader))} is better than ${name(one)}: ${METRIC_NAMES[metric]} ${scores} against ${other} (${range.en}).`,
    `${capital(name(leader))}, ${name(one)} se behtar hai: ${METRIC_NAMES[metric]} ${scores} ke saamne ${other} (${range.hi}).`,
  );
}

/** What it costs beside those it ties with. `proven` are those of them shown to beat the base; `anyProven` looks beyond them. */
export function take(
  chosen: Finished,
  level: readonly Finished[],
  { proven, anyProven }: { proven: readonly Finished[]; anyProven: boolean },
): Localized {
  const price = ({ result }: Finished): string =>
    `${formatSeconds(result.seconds)}, ${formatBytes(result.peakRssBytes)}, ${formatBytes(result.artefactBytes)}`;
  const others = level.filter((one) => one !== chosen);
  const choice = anyProven
    ? text(`Take ${name(chosen)}`, `${capital(name(chosen))} lo`)
    : text(
        `None is shown to be better than the base yet; if one must be taken now, take ${name(chosen)}`,
        `Abhi koi base se behtar saabit nahi hua; abhi lena hi ho to ${name(chosen)} lo`,
      );
  const cost = `time, memory, size on disk: ${price(chosen)}`;
  const costHi = `time, memory, disk par size: ${price(chosen)}`;
  if (others.length === 0) return text(`${choice.en}; ${cost}.`, `${choice.hi}; ${costHi}.`);
  const beside = others.map((one) => `${name(one)} ${price(one)}`).join('; ');
  const why = whyOfThese(proven.length, level.length);
  return text(`${choice.en}, ${why.en}; ${cost} (${beside}).`, `${choice.hi}, ${why.hi}; ${costHi} (${beside}).`);
}

function whyOfThese(proven: number, level: number): Localized {
  if (proven === 0 || proven === level) return text('the cheapest of them', 'inmein sabse sasta');
  return proven === 1
    ? text('the only one of them shown to be better than the base', 'inmein akela jo base se behtar saabit hua')
    : text(
        'the cheapest of those of them shown to be better than the base',
        'inmein jo base se behtar saabit hue unmein sabse sasta',
      );
}

/** `0.17 -> 0.17` says nothing: as many digits as show the change. */
function apart(a: number, b: number): [string, string] {
  const short: [string, string] = [a.toFixed(2), b.toFixed(2)];
  return short[0] === short[1] ? [a.toPrecision(3), b.toPrecision(3)] : short;
}

export function betterLoss(other: Finished, chosen: Finished): Localized {
  const [low, high] = apart(other.result.metrics.loss.value, chosen.result.metrics.loss.value);
  return text(
    `By the loss alone ${name(other)} is better (${low} against ${high}): its right answers are likelier, though not more.`,
    `Sirf loss dekho to ${name(other)} behtar hai (${low} ke saamne ${high}): uske sahi answers zyada pakke hain, par zyada nahi.`,
  );
}

const risen = (change: number): string => `${Math.round((Math.exp(change) - 1) * 100)}%`;

export function forgot(one: Finished): Localized {
  const { before, after, change } = one.result.retention;
  const losses = `${before.toFixed(2)} -> ${after.toFixed(2)}`;
  return text(
    `${capital(name(one))} forgot some general text (loss ${losses}, perplexity +${risen(change)}): use that model for this task only.`,
    `${capital(name(one))} ne aam text thoda bhulaya (loss ${losses}, perplexity +${risen(change)}): us model ko sirf isi task ke liye use karo.`,
  );
}

export function forgotTooMuch(one: Finished): Localized {
  const { before, after, change } = one.result.retention;
  const losses = `${before.toFixed(2)} -> ${after.toFixed(2)}`;
  return text(
    `${capital(name(one))} forgot too much general text (loss ${losses}, perplexity +${risen(change)}) to be advised; fewer epochs or a lower learning rate would keep more.`,
    `${capital(name(one))} ne aam text bahut bhula diya (loss ${losses}, perplexity +${risen(change)}), isliye salah nahi; kam epochs ya kam learning rate se zyada yaad rahega.`,
  );
}

export function notShown(one: Finished, { metric, baseMetrics }: AdviceInput): Localized {
  const base = baseMetrics?.[metric];
  const from = base === undefined ? '' : ` (${METRIC_NAMES[metric]} ${sayScore(metric, base.value)} -> `;
  const scores = base === undefined ? '' : `${from}${sayScore(metric, one.score.value)})`;
  return text(
    `${capital(name(one))} is not shown to be better than the base${scores}.`,
    `${capital(name(one))} base se behtar hai yeh saabit nahi hua${scores}.`,
  );
}

export function stillFalling(one: Finished, before: number, last: number): Localized {
  const losses = apart(before, last).join(' -> ');
  return text(
    `${capital(name(one))} was still improving at the end (validation loss ${losses}): more epochs or a higher learning rate could change its place.`,
    `${capital(name(one))} ant tak sudhar raha tha (validation loss ${losses}): zyada epochs ya bada learning rate uski jagah badal sakte hain.`,
  );
}

export function fewRows(rows: number): Localized {
  return text(
    `Only ${rows} held-out rows: the order may be luck. More rows would decide it.`,
    `Sirf ${rows} held-out rows hain: yeh order kismat bhi ho sakta hai. Zyada rows se pakka pata chalega.`,
  );
}

/** Why a method has no score; nothing for one that has, or that has yet to run. */
export function notRun(one: ComparedMethod): Localized[] {
  const method = capital(name(one));
  if (one.status === 'skipped' && one.room !== null) {
    const memory = `${formatBytes(one.estimate.memoryBytes)} / ${formatBytes(one.room.freeMemoryBytes)}`;
    const disk = `${formatBytes(one.estimate.diskBytes)} / ${formatBytes(one.room.freeDiskBytes)}`;
    return [
      text(
        `${method} was skipped, it does not fit here with a 20% margin: memory needed / free ${memory}, disk ${disk}.`,
        `${method} chhod diya, yahan 20% margin ke saath fit nahi hota: memory chahiye / free ${memory}, disk ${disk}.`,
      ),
    ];
  }
  if (one.status === 'cancelled')
    return [text(`${method} was cancelled before its end.`, `${method} ko beech mein cancel kar diya gaya.`)];
  if (one.status === 'failed') {
    const why = one.error?.message ?? { en: '', hi: '' };
    return [text(`${method} failed. ${why.en}`.trim(), `${method} fail hua. ${why.hi}`.trim())];
  }
  if (one.status === 'succeeded' && one.result === null)
    return [text(`${method} has no held-out score.`, `${method} ka held-out score nahi hai.`)];
  return [];
}
