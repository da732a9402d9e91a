/** One model ready to answer: decoding, sampling, stopping and streaming put together. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Problem } from '../../base/error.js';
import { Random } from '../../base/random.js';
import type { LlamaConfig, Weights } from '../llama/config.js';
import type { TextTokenizer } from '../types.js';
import { Decoder } from './decoder.js';
import { sample } from './sampling.js';
import { StopFilter, TokenText } from './text-stream.js';
import type { GenerationResult, Generator, SamplingOptions } from './types.js';

export interface GeneratorParts {
  config: LlamaConfig;
  /** Read, never copied: a later change to an array changes the answers. */
  weights: Weights;
  tokenizer: TextTokenizer;
  /** Threads of the numeric kernels; by default one per core. */
  threads?: number;
}

/**
 * Makes a generator. Calls queue up behind each other; prompts that begin alike share their computation.
 * Throws `Problem`: `empty-prompt`, `context-length`. An aborted call rejects with the signal's reason.
 */
export async function createGenerator(parts: GeneratorParts): Promise<Generator> {
  const { config, tokenizer } = parts;
  const decoder = new Decoder(config, parts.weights, parts.threads);
  const contextLength = config.max_position_embeddings;
  const inTurn = queue();
  return {
    contextLength,
    generate: (promptIds, options, onText, signal) =>
      inTurn(async () => {
        checkPrompt(promptIds.length, contextLength);
        return generate({ decoder, tokenizer, contextLength }, promptIds, options, onText, signal);
      }),
    scoreContinuations: (promptIds, continuations) =>
      inTurn(async () => {
        const longest = continuations.reduce((max, ids) => Math.max(max, ids.length), 0);
        checkPrompt(promptIds.length + longest - 1, contextLength, promptIds.length);
        return decoder.score(promptIds, continuations);
      }),
    release: () => inTurn(() => decoder.release()),
  };
}

interface Machine {
  decoder: Decoder;
  tokenizer: TextTokenizer;
  contextLength: number;
}

async function generate(
  { decoder, tokenizer, contextLength }: Machine,
  promptIds: readonly number[],
  options: SamplingOptions,
  onText: ((piece: string) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<GenerationResult> {
  const random = new Random(options.seed);
  const characters = new TokenText(tokenizer);
  const filter = new StopFilter(options.stop);
  const tokenIds: number[] = [];
  let text = '';
  let finishReason: GenerationResult['finishReason'] = 'length';
  const emit = (piece: string): void => {
    text += piece;
    if (piece !== '') onText?.(piece);
  };
  signal?.throwIfAborted();
  let logits = options.maxTokens > 0 ? await decoder.prefill(promptIds, signal) : new Float32Array(0);
  while (tokenIds.length < options.maxTokens) {
    const id = sample(logits, options, () => random.next());
    if (tokenizer.endIds.includes(id)) {
      finishReason = 'stop';
      break;
    }
    tokenIds.push(id);
    emit(filter.push(characters.push(id)));
    if (filter.stopped) {
      finishReason = 'stop';
      break;
    }
    if (tokenIds.length === options.maxTokens || decoder.length >= contextLength) break;
    await nextTurn();
    signal?.throwIfAborted();
    logits = await decoder.step(id);
  }
  emit(filter.push(characters.flush()));
  if (filter.stopped) finishReason = 'stop';
  emit(filter.flush());
  return { text, tokenIds, finishReason, promptTokens: promptIds.length, completionTokens: tokenIds.length };
}

/** Runs tasks one after another; a failed one does not stop the next. */
function queue(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task, task);
    last = result.catch(() => undefined);
    return result;
  };
}

function checkPrompt(tokens: number, contextLength: number, promptTokens: number = tokens): void {
  if (promptTokens === 0) {
    throw new Problem({
      code: 'empty-prompt',
      message: { en: 'There is no text to continue.', hi: 'Aage badhane ke liye koi text hi nahi hai.' },
      next: { en: 'Give a prompt of at least one character.', hi: 'Kam se kam ek character ka prompt do.' },
      exitCode: 1,
    });
  }
  if (tokens > contextLength) {
    throw new Problem({
      code: 'context-length',
      message: {
        en: `The prompt has ${tokens} tokens; this model can see ${contextLength}.`,
        hi: `Prompt me ${tokens} tokens hain; yeh model sirf ${contextLength} dekh sakta hai.`,
      },
      next: { en: 'Shorten the prompt.', hi: 'Prompt chhota karo.' },
      exitCode: 1,
    });
  }
}
