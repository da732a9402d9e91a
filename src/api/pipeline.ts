/** The notes' `FineTuningPipeline`: training rows with their tokens, the table of methods, and a cost estimate. */
import { Problem } from '../base/error.js';
import { homeFolder } from '../base/home.js';
import type { Task } from '../data/types.js';
import { NOTES_DEFAULTS } from '../plan/hyperparameters.js';
import { costRecommendations } from '../plan/recommendations.js';
import { exampleOf } from './data-prep.js';
import { COST_PER_1K_TOKENS, FINE_TUNING_CONFIGS, isApiMethod } from './fine-tuning-configs.js';
import type { ApiMethod, FineTuningConfig, RawRow } from './types.js';

export interface PipelineRow {
  prompt: string;
  completion: string;
  tokens: number;
}

export interface CostEstimate {
  totalTokens: number;
  estimatedCost: number;
  method: ApiMethod;
  recommendations: string[];
  /** Added: whether a model's own tokenizer counted, or the estimate of `estimateTokens`. */
  tokenCounts: 'exact' | 'estimated';
}

export interface TokenCounter {
  encode(text: string): ArrayLike<number>;
}

/** Bytes of UTF-8 per token in ordinary English; other scripts take more tokens per character, and their letters more bytes. */
const BYTES_PER_TOKEN = 4;

/** A guess for when no tokenizer is at hand. At least one token for any text, none for none. */
export function estimateTokens(text: string): number {
  return Math.ceil(new TextEncoder().encode(text).length / BYTES_PER_TOKEN);
}

export class FineTuningPipeline {
  trainingData: PipelineRow[] = [];
  hyperparameters: { learningRate: number; batchSize: number; epochs: number; maxLength: number } = {
    ...NOTES_DEFAULTS,
  };
  #tokenizer: TokenCounter | null = null;

  /** `baseModel`: a name or path whose tokenizer `load` opens; null for planning without a model. */
  constructor(
    readonly baseModel: string | null,
    readonly taskType: Task,
  ) {}

  /** Opens the base model's tokenizer, so that token counts are exact. `tokenizer` replaces it (for one that is already open). */
  async load(options: { home?: string; tokenizer?: TokenCounter } = {}): Promise<this> {
    if (options.tokenizer) {
      this.#tokenizer = options.tokenizer;
    } else if (this.baseModel !== null) {
      const { openModelHead } = await import('../models/open.js');
      this.#tokenizer = (await openModelHead(this.baseModel, { home: options.home ?? homeFolder() })).tokenizer;
    }
    this.trainingData = this.trainingData.map((row) => ({ ...row, tokens: this.#count(row.prompt, row.completion) }));
    return this;
  }

  /** Whether `tokenize` counts with the base model's tokenizer. */
  get tokenCounts(): 'exact' | 'estimated' {
    return this.#tokenizer ? 'exact' : 'estimated';
  }

  /** Rows in any accepted shape, kept in `trainingData`. `format` defaults to the pipeline's task type. */
  prepareData(rawData: readonly RawRow[], format: string = this.taskType): PipelineRow[] {
    this.trainingData = rawData.map((item, index) => {
      const { input, output } = exampleOf(item, index);
      const prompt = this.formatPrompt(input, format);
      return { prompt, completion: output, tokens: this.#count(prompt, output) };
    });
    return this.trainingData;
  }

  /** What is trained is the prompt and, after a space, the completion: their tokens, not those of the bare texts run together. */
  #count(prompt: string, completion: string): number {
    return this.tokenize(prompt) + this.tokenize(` ${completion}`);
  }

  /** The pipeline's templates; any other format leaves the input as it is. */
  formatPrompt(input: string, format: string): string {
    switch (format) {
      case 'classification':
        return `Classify the following text: ${input}\n\nCategory:`;
      case 'generation':
        return `Generate text based on: ${input}\n\nOutput:`;
      case 'qa':
        return `Question: ${input}\n\nAnswer:`;
      case 'code':
        return `Write code for: ${input}\n\nCode:`;
      default:
        return input;
    }
  }

  /** Number of tokens of a text: the base model's own count after `load`, else an estimate. */
  tokenize(text: string): number {
    return this.#tokenizer ? this.#tokenizer.encode(text).length : estimateTokens(text);
  }

  /** One method's description; an unknown name gives full's, as in the notes. */
  getFineTuningConfig(method: string = 'full'): FineTuningConfig {
    return { ...FINE_TUNING_CONFIGS[isApiMethod(method) ? method : 'full'] };
  }

  /**
   * Cost of `dataSize` examples at the notes' rates: `dataSize * mean tokens * epochs / 1000 * rate`. Without training data the mean
   * is 0. Throws `Problem` `unknown-method` for a method that has no rate.
   */
  estimateCost(dataSize: number, method: string = 'full'): CostEstimate {
    if (!isApiMethod(method)) throw unknownMethod(method);
    const rows = this.trainingData;
    const tokensPerExample = rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + row.tokens, 0) / rows.length;
    const totalTokens = dataSize * tokensPerExample * this.hyperparameters.epochs;
    const estimatedCost = (totalTokens / 1000) * COST_PER_1K_TOKENS[method];
    const recommendations = this.getRecommendations(estimatedCost, method);
    return { totalTokens, estimatedCost, method, recommendations, tokenCounts: this.tokenCounts };
  }

  /** Over $100: LoRA for cost efficiency. Full over $50: full is expensive. */
  getRecommendations(cost: number, method: ApiMethod): string[] {
    return costRecommendations(cost, method === 'pft' ? 'partial' : method).map((advice) => advice.en);
  }
}

function unknownMethod(method: string): Problem {
  const known = Object.keys(FINE_TUNING_CONFIGS).join(', ');
  return new Problem({
    code: 'unknown-method',
    message: { en: `There is no rate for the method "${method}".`, hi: `"${method}" method ka koi rate nahi hai.` },
    next: { en: `Use one of ${known}.`, hi: `Inme se ek lo: ${known}.` },
  });
}
