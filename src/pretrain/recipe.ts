/** Everything that makes the shipped base model what it is, apart from the text itself. Pure. */
import type { AdamWConfig } from '../engine/train/adamw.js';

/** The model's shape, in config.json's names. About 5.2 million parameters, a fifth of them the embedding. */
export const SHAPE = {
  vocab_size: 4096,
  hidden_size: 256,
  intermediate_size: 640,
  num_hidden_layers: 6,
  num_attention_heads: 8,
  num_key_value_heads: 4,
  head_dim: 32,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  max_position_embeddings: 512,
  tie_word_embeddings: true,
  initializer_range: 0.02,
  bos_token_id: null,
  eos_token_id: 2,
  pad_token_id: 0,
} as const;

export const SEED = 20_260;

/** Tokens of one update, whatever the length of its rows. */
export const TOKENS_PER_STEP = 4096;

/** Rows grow longer as training goes on: short rows are cheaper, and what they teach comes first. */
export const ROW_LENGTHS: readonly { until: number; length: number }[] = [
  { until: 0.6, length: 128 },
  { until: 0.93, length: 256 },
  { until: 1, length: 512 },
];

export const OPTIMIZER: AdamWConfig = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1 };

export const RATE = { peak: 3e-3, warmupSteps: 100, floor: 0.02 } as const;
export const MAX_GRAD_NORM = 1;

/** The part of training, from this fraction on, in which the rate falls and the mixture turns to dialogues, Hinglish and code. */
export const SECOND_STAGE_FROM = 0.7;

/** A stage after the rate has come to its floor: it rises once more, less high, and falls in a line. */
export interface LateStage {
  tokens: number;
  peak: number;
  warmupSteps: number;
  /** Tokens of the rows of one step, of the next, and so on in turn. */
  lengths: readonly number[];
  /** Weights of sources where they differ from those of the second stage. */
  weights: Record<string, number>;
}

/** The third stage: messages and their classes count most. The fourth and longest: talk, so that what people say is answered in sentences. */
export const LATE_STAGES: Readonly<Record<3 | 4, LateStage>> = {
  3: {
    tokens: 3_000_000,
    peak: 1.5e-3,
    warmupSteps: 20,
    lengths: [128, 256],
    weights: { messages: 4, labelled: 2, 'support-english': 0.6, 'support-hinglish': 0.6, wordnet: 0 },
  },
  4: {
    tokens: 20_000_000,
    peak: 1.5e-3,
    warmupSteps: 20,
    lengths: [128, 256],
    weights: {
      talk: 9,
      common: 36,
      things: 3.5,
      'everyday-english': 1.5,
      'everyday-hinglish': 1.5,
      messages: 9,
      labelled: 3,
      facts: 2,
      javascript: 10,
      snippets: 12,
      'code-requests': 8,
      code: 32,
      sums: 18,
      arithmetic: 0,
      'support-english': 0.3,
      'support-hinglish': 0.3,
      wordnet: 0,
    },
  },
};

/** How much of a source a stage wants: its share is (tokens in it) ^ `POWER` times this. */
export const POWER = 0.6;

/** A source's weight in each stage beside others; stage 2 turns to what people do with the model. */
export type SourceWeight = Record<1 | 2 | 3 | 4, number>;

/** By the name of the source's file. Definitions are many and alike; what real people wrote or a larger model says is rare. */
const WEIGHTS: Record<string, Pick<SourceWeight, 1 | 2>> = {
  wordnet: { 1: 0.3, 2: 0.1 },
  stories: { 1: 0.8, 2: 0.5 },
  javascript: { 1: 0.8, 2: 0.8 },
  'code-requests': { 1: 1, 2: 1.2 },
  'code-switched': { 1: 1.2, 2: 1.2 },
  'everyday-english': { 1: 1, 2: 1.3 },
  'everyday-hinglish': { 1: 1, 2: 1.3 },
  'support-english': { 1: 1, 2: 1.2 },
  'support-hinglish': { 1: 1, 2: 1.2 },
  facts: { 1: 1, 2: 1.3 },
  tasks: { 1: 1, 2: 1.2 },
  labelled: { 1: 0.8, 2: 1.3 },
  messages: { 1: 1.2, 2: 2.5 },
  talk: { 1: 3, 2: 4 },
  common: { 1: 1.5, 2: 2 },
  code: { 1: 1.2, 2: 2 },
  things: { 1: 1.5, 2: 2 },
  banter: { 1: 1, 2: 1 },
  'prose-hinglish': { 1: 1.2, 2: 1.2 },
  'prose-english': { 1: 1.2, 2: 1.1 },
  faq: { 1: 0.8, 2: 0.8 },
  guides: { 1: 0.8, 2: 0.4 },
  snippets: { 1: 1.3, 2: 1.8 },
  arithmetic: { 1: 0.5, 2: 0.4 },
  sums: { 1: 0.5, 2: 0.5 },
  teacher: { 1: 1.5, 2: 2.5 },
};

/** A source that is not named counts 1 in every stage. */
export function sourceWeight(name: string): SourceWeight {
  const weights = WEIGHTS[name] ?? { 1: 1, 2: 1 };
  const late = (stage: 3 | 4): number => LATE_STAGES[stage].weights[name] ?? weights[2];
  return { ...weights, 3: late(3), 4: late(4) };
}
