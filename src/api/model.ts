/**
 * A model in the reader's hands: look at its tokens, its weights and its losses, ask it, train it for a moment. Everything happens in this
 * process and in memory; for work that must survive a crash there are jobs (`FineTuningWorkflow`, `vishesh run`). The lessons are written with this.
 */
import { homeFolder } from '../base/home.js';
import type { Task } from '../data/types.js';
import { Decoder } from '../engine/generate/decoder.js';
import { createGenerator } from '../engine/generate/generator.js';
import { logProbabilities } from '../engine/generate/sampling.js';
import type { GenerationResult, Generator } from '../engine/generate/types.js';
import type { LlamaConfig, Weights } from '../engine/llama/config.js';
import { forgetShortForm } from '../engine/llama/short-form.js';
import { initRandom, tensorList } from '../engine/llama/tensors.js';
import { createTrainableModel } from '../engine/llama/trainable-model.js';
import { encodePlainPrompt } from '../engine/text/encode.js';
import type { TextTokenizer, TokenizedExample } from '../engine/types.js';
import { likeliestLabel } from '../evaluate/run-evaluation.js';
import { rowLossesOf } from '../jobs/run/row-losses.js';
import { encodeExample, encodePrompt, promptFormatFor } from '../models/encode-example.js';
import { openModel as openFromDisk } from '../models/open.js';

/** One training example. */
export interface Row {
  input: string;
  output: string;
}

/** What the rows are for; it decides how their prompts are written. */
export interface RowKind {
  task?: Task;
  /** Labels of a classification; they stand in its instruction. */
  labels?: readonly string[];
}

export interface Token {
  id: number;
  text: string;
  /** Whether the loss looks at it (it is a part of the answer). */
  trained: boolean;
}

export interface AskOptions {
  /** At most so many tokens of answer (default 60). */
  maxTokens?: number;
  /** 0 (default) always takes the likeliest token. */
  temperature?: number;
  topP?: number;
  seed?: number;
}

/** A model's parts, as the engine holds them. */
export interface ModelParts {
  id: string;
  config: LlamaConfig;
  weights: Weights;
  tokenizer: TextTokenizer;
  chatTemplate: string | null;
}

/** Opens a base model by name (`nano` is in the box) or path. Rejects with a `Problem` that says what is missing. */
export async function openModel(idOrPath = 'nano', options: { home?: string } = {}): Promise<Model> {
  const { id, config, weights, tokenizer, chatTemplate } = await openFromDisk(idOrPath, {
    home: options.home ?? homeFolder(),
  });
  return new Model({ id, config, weights, tokenizer, chatTemplate });
}

export class Model {
  readonly parts: ModelParts;
  #generator: Promise<Generator> | undefined;

  constructor(parts: ModelParts) {
    this.parts = parts;
  }

  get id(): string {
    return this.parts.id;
  }

  /** Sizes, with the names of `config.json`. */
  get config(): LlamaConfig {
    return this.parts.config;
  }

  /** All parameters, each counted once. */
  get parameters(): number {
    return tensorList(this.config).reduce((sum, { shape }) => sum + shape.reduce((n, size) => n * size, 1), 0);
  }

  /** Every weight: its name and shape. */
  get tensors(): { name: string; shape: number[] }[] {
    return tensorList(this.config);
  }

  /** The numbers of one weight, row after row. They are the model's own: changing them changes it. */
  weight(name: string): Float32Array {
    const values = this.parts.weights.get(name);
    if (values !== undefined) {
      forgetShortForm(values);
      return values;
    }
    throw new RangeError(`${name}: the model has no such weight; see model.tensors`);
  }

  /** A text cut into tokens. */
  tokens(text: string): { id: number; text: string }[] {
    const { tokenizer } = this.parts;
    return tokenizer.encode(text).map((id) => ({ id, text: tokenizer.decode([id]) }));
  }

  /** A row exactly as it is trained: prompt and answer in the model's format, every token with its mask. */
  example(row: Row, kind: RowKind = {}): Token[] {
    const { tokenizer } = this.parts;
    const { ids, trained } = this.encode(row, kind);
    return Array.from(ids, (id, index) => ({ id, text: tokenizer.decode([id]), trained: trained[index] === 1 }));
  }

  /** The answer to a question, through the model's chat template where it has one. */
  async ask(question: string, options: AskOptions & RowKind = {}): Promise<string> {
    return (await this.answer(question, options)).text;
  }

  /** The same, and whether the model ended by itself or was cut at `maxTokens`. */
  async answer(
    question: string,
    options: AskOptions & RowKind = {},
  ): Promise<{ text: string; ended: boolean; tokens: number }> {
    const ids = encodePrompt(this.parts, this.#format(options), [{ role: 'user', content: question }]);
    const { text, finishReason, completionTokens } = await this.#generate(ids, options);
    return { text: text.trim(), ended: finishReason === 'stop', tokens: completionTokens };
  }

  /** What the model writes on after a text, with no template around it. */
  async complete(text: string, options: AskOptions = {}): Promise<string> {
    return (await this.#generate(encodePlainPrompt(this.parts.tokenizer, text), options)).text.trim();
  }

  /** The likeliest next tokens after a text, with their probabilities. */
  async nextTokens(text: string, count = 5): Promise<{ text: string; probability: number }[]> {
    const { config, weights, tokenizer } = this.parts;
    const decoder = new Decoder(config, weights);
    try {
      const logits = await decoder.prefill(encodePlainPrompt(tokenizer, text));
      const scores = [...logProbabilities(logits, 1)].map((score, id) => ({ id, score }));
      const best = scores.sort((a, b) => b.score - a.score).slice(0, count);
      return best.map(({ id, score }) => ({ text: tokenizer.decode([id]), probability: Math.exp(score) }));
    } finally {
      await decoder.release();
    }
  }

  /** The label that the model finds likeliest as the whole answer. */
  async classify(text: string, labels: readonly string[]): Promise<string> {
    const format = this.#format({ task: 'classification', labels });
    return likeliestLabel({ line: 0, input: text, output: '' }, labels, {
      generator: await this.#open(),
      encodePrompt: (example) => encodePrompt(this.parts, format, [{ role: 'user', content: example.input }]),
      encodeExample: (example) => ({ line: 0, ...encodeExample(this.parts, format, example) }),
    });
  }

  /** Mean loss of the answers' tokens in nats, over all rows and row by row. */
  async loss(rows: readonly Row[], kind: RowKind = {}): Promise<{ mean: number; rows: number[] }> {
    const { config, weights } = this.parts;
    const model = await createTrainableModel({ config, weights, spec: { method: 'partial', lastBlocks: 1 }, seed: 0 });
    try {
      const losses = await rowLossesOf(model, 8)(rows.map((row, index) => this.encode(row, kind, index + 1)));
      const supervised = losses.reduce((sum, row) => sum + row.supervised, 0);
      return {
        mean: losses.reduce((sum, row) => sum + row.lossSum, 0) / supervised,
        rows: losses.map((row) => row.lossSum / row.supervised),
      };
    } finally {
      await model.release();
    }
  }

  /** How surprised the model is by each token of a row, in nats; the first token has nothing before it and is left out. */
  async tokenLosses(row: Row, kind: RowKind = {}): Promise<(Token & { loss: number })[]> {
    const { config, weights } = this.parts;
    const tokens = this.example(row, kind);
    const decoder = new Decoder(config, weights);
    try {
      const losses: (Token & { loss: number })[] = [];
      let logits = await decoder.prefill([tokens[0]?.id ?? 0]);
      for (const token of tokens.slice(1)) {
        losses.push({ ...token, loss: -(logProbabilities(logits, 1)[token.id] ?? Number.NaN) });
        if (losses.length < tokens.length - 1) logits = await decoder.step(token.id);
      }
      return losses;
    } finally {
      await decoder.release();
    }
  }

  /** The same architecture and tokenizer with fresh random weights: what training from scratch begins with. */
  randomTwin(seed = 1): Model {
    return new Model({ ...this.parts, id: `${this.id} (random)`, weights: initRandom(this.config, seed) });
  }

  /** Frees the threads and sessions that answers have opened. */
  async release(): Promise<void> {
    const generator = await this.#generator;
    this.#generator = undefined;
    await generator?.release();
  }

  /** A row's tokens and mask, as the engine takes them. */
  encode(row: Row, kind: RowKind = {}, line = 0): TokenizedExample {
    return { line, ...encodeExample(this.parts, this.#format(kind), { line, ...row }) };
  }

  #format({ task = 'generation', labels }: RowKind) {
    return promptFormatFor({
      task,
      chatTemplate: this.parts.chatTemplate,
      ...(labels === undefined ? {} : { labels }),
    });
  }

  async #generate(ids: readonly number[], options: AskOptions): Promise<GenerationResult> {
    const { maxTokens = 60, temperature = 0, topP = 1, seed = 1 } = options;
    const generator = await this.#open();
    return generator.generate(ids, { maxTokens, temperature, topP, stop: [], seed });
  }

  #open(): Promise<Generator> {
    this.#generator ??= createGenerator(this.parts);
    return this.#generator;
  }
}
