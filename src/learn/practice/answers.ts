/** The learner's answer file: YAML (or JSON, which is YAML) of any shape in, what could be read of it out. Pure. */
import { parse } from 'yaml';
import { z } from 'zod';
import type { Localized } from '../../base/localized.js';
import { SCENARIO_IDS, type ScenarioId } from './types.js';

/** What was written in one place; null where nothing was, or something without a meaning there (a list, say). */
export type Written = string | number | null;

export interface FindingAnswer {
  finding: string;
  lines: number[];
  why: string;
  fix: string;
}

export const ESTIMATE_FIELDS = [
  'epoch_tokens',
  'train_tokens',
  'cost_usd',
  'scaled_full_usd',
  'scaled_lora_inr',
] as const;
export type EstimateField = (typeof ESTIMATE_FIELDS)[number];

export const RUN_FIELDS = [
  'accuracy',
  'loss',
  'general_change',
  'seconds',
  'memory_mb',
  'trained_parameters',
  'disk_mb',
] as const;
export type RunField = (typeof RUN_FIELDS)[number];

export const DUEL = ['lora', 'full'] as const;
export type Duelist = (typeof DUEL)[number];

export interface RunAnswer {
  job: string;
  numbers: Record<RunField, Written>;
}

export interface Answers {
  /** The seed that the file was made for. */
  seed: Written;
  validate: FindingAnswer[];
  choose: Record<ScenarioId, { method: string; why: string }>;
  estimate: Record<EstimateField, Written>;
  tradeOffs: Record<Duelist, RunAnswer> & { accuracy_better: string; loss_better: string; conclusion: string };
}

const record = z.record(z.string(), z.unknown()).catch({});
const written = z.union([z.string(), z.number()]).nullable().catch(null);

/** A fault says why nothing of the file can be read. */
export function parseAnswers(source: string): Answers | { fault: Localized } {
  const read = yamlOf(source);
  if ('fault' in read) return read;
  const top = z.record(z.string(), z.unknown()).safeParse(read.value ?? {});
  if (!top.success) return { fault: NOT_A_MAP };
  const { seed, validate, choose, estimate, 'trade-offs': tradeOffs } = top.data;
  const duel = record.parse(tradeOffs);
  const choices = record.parse(choose);
  return {
    seed: written.parse(seed ?? null),
    validate: z.array(z.unknown()).catch([]).parse(validate).map(findingAnswer),
    choose: mapOf(SCENARIO_IDS, (id) => {
      const { method, why } = record.parse(choices[id]);
      return { method: text(method).toLowerCase(), why: text(why) };
    }),
    estimate: numbersOf(ESTIMATE_FIELDS, estimate),
    tradeOffs: {
      ...mapOf(DUEL, (method) => ({
        job: text(record.parse(duel[method]).job),
        numbers: numbersOf(RUN_FIELDS, duel[method]),
      })),
      accuracy_better: text(duel.accuracy_better).toLowerCase(),
      loss_better: text(duel.loss_better).toLowerCase(),
      conclusion: text(duel.conclusion),
    },
  };
}

function yamlOf(source: string): { value: unknown } | { fault: Localized } {
  try {
    return { value: parse(source, { logLevel: 'silent' }) };
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { fault: { en: `The YAML cannot be read: ${said}`, hi: `YAML padha nahi gaya: ${said}` } };
  }
}

const NOT_A_MAP: Localized = {
  en: 'This is no answer file: it needs the sections validate, choose, estimate and trade-offs.',
  hi: 'Yeh answer file nahi hai: isme validate, choose, estimate aur trade-offs sections chahiye.',
};

function findingAnswer(entry: unknown): FindingAnswer {
  const { finding, lines, why, fix } = record.parse(entry);
  return { finding: text(finding).toLowerCase(), lines: integersIn(lines), why: text(why), fix: text(fix) };
}

function text(value: unknown): string {
  return value === null || value === undefined || typeof value === 'object' ? '' : String(value).trim();
}

/** `[3, 17]`, `3`, `"3 and 17"`, `lines 3, 17`. */
function integersIn(value: unknown): number[] {
  const all = Array.isArray(value) ? value : [value];
  const found = all.flatMap((one) => [...text(one).matchAll(/\d+/g)].map(([digits]) => Number(digits)));
  return [...new Set(found)].slice(0, MOST_LINES);
}
const MOST_LINES = 1000;

function numbersOf<K extends string>(names: readonly K[], section: unknown): Record<K, Written> {
  const values = record.parse(section);
  return mapOf(names, (name) => written.parse(values[name] ?? null));
}

function mapOf<K extends string, V>(keys: readonly K[], of: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, V>;
}
