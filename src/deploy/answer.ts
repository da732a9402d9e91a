/** From a parsed request and a lent model to the tokens that go in and the text that comes out. */
import { randomInt } from 'node:crypto';
import type { PromptFormat } from '../data/prompt-format.js';
import { bestOf } from '../engine/generate/best-of.js';
import type { GenerationResult, Generator, SamplingOptions } from '../engine/generate/types.js';
import { encodePlainPrompt } from '../engine/text/encode.js';
import { encodePrompt } from '../models/encode-example.js';
import { contextExceeded, invalid } from './api-error.js';
import type { ServedModel } from './model-host.js';
import { type ChatRequest, type CompletionRequest, toMessages } from './request-schema.js';

export interface Limits {
  /** Bytes of a request body. */
  bodyBytes: number;
  /** Tokens of an answer when the request does not say. */
  defaultMaxTokens: number;
}

export const DEFAULT_LIMITS: Limits = { bodyBytes: 1_048_576, defaultMaxTokens: 512 };

export type Question = { kind: 'chat'; request: ChatRequest } | { kind: 'text'; request: CompletionRequest };

/** Ready to be generated; everything about the request that can be refused has been. */
export interface PreparedAnswer {
  promptIds: readonly number[];
  options: SamplingOptions;
  /** Answers drawn, of which the likeliest per token is given; if more than one, its text comes in one piece. */
  draws: number;
  /** A plain completion begins with the space that separates it from its prompt; a chat message does not show it. */
  dropsLeadingSpace: boolean;
}

export function prepareAnswer(question: Question, model: ServedModel, limits: Limits): PreparedAnswer {
  const { request } = question;
  const promptIds = promptOf(question, model);
  const room = model.generator.contextLength - promptIds.length;
  if (room < 1)
    throw contextExceeded(
      model.generator.contextLength,
      promptIds.length,
      question.kind === 'chat' ? 'messages' : 'prompt',
    );
  const asked = question.kind === 'chat' ? question.request.max_completion_tokens : null;
  return {
    promptIds,
    options: {
      maxTokens: Math.min(asked ?? request.max_tokens ?? limits.defaultMaxTokens, room),
      temperature: request.temperature ?? 1,
      topP: request.top_p ?? 1,
      stop: typeof request.stop === 'string' ? [request.stop] : (request.stop ?? []),
      seed: request.seed ?? randomInt(2 ** 32),
    },
    draws: request.best_of ?? 1,
    dropsLeadingSpace: question.kind === 'chat' && formatOf(question.request, model).kind === 'plain',
  };
}

function promptOf(question: Question, model: ServedModel): readonly number[] {
  if (question.kind === 'chat')
    return encodePrompt(model.head, formatOf(question.request, model), toMessages(question.request));
  const { prompt } = question.request;
  if (typeof prompt === 'string') return encodePlainPrompt(model.head.tokenizer, prompt);
  const { vocabSize } = model.head.tokenizer;
  if (prompt.some((id) => id >= vocabSize))
    throw invalid(`Token ids must be below ${vocabSize}.`, 'prompt', 'invalid_value');
  return prompt;
}

const formatOf = ({ prompt_format }: ChatRequest, { format }: ServedModel): PromptFormat => prompt_format ?? format;

/** Runs the model; `onText` gets the pieces as they become certain. An aborted signal ends it with an AbortError. */
export async function generateAnswer(
  model: ServedModel,
  { promptIds, options, draws, dropsLeadingSpace }: PreparedAnswer,
  onText?: (piece: string) => void,
  signal?: AbortSignal,
): Promise<GenerationResult> {
  let atStart = dropsLeadingSpace;
  const trim = (piece: string): string => {
    if (!atStart) return piece;
    atStart = false;
    return piece.startsWith(' ') ? piece.slice(1) : piece;
  };
  const result = await choosing(model, draws).generate(
    promptIds,
    options,
    onText &&
      ((piece) => {
        const shown = trim(piece);
        if (shown !== '') onText(shown);
      }),
    signal,
  );
  signal?.throwIfAborted();
  const text = dropsLeadingSpace && result.text.startsWith(' ') ? result.text.slice(1) : result.text;
  return { ...result, text };
}

function choosing({ generator, head }: ServedModel, draws: number): Generator {
  const [endId] = head.tokenizer.endIds;
  return draws === 1 || endId === undefined ? generator : bestOf(generator, draws, endId);
}
