/** Talking to a model in this process, with the prompt and the sampling that the server would use. */
import { randomInt } from 'node:crypto';
import type { Message } from '../data/types.js';
import type { GenerationResult } from '../engine/generate/types.js';
import { DEFAULT_LIMITS, generateAnswer, prepareAnswer } from './answer.js';
import type { ServedModel } from './model-host.js';
import { chatRequestSchema, parseRequest } from './request-schema.js';

export interface AskOptions {
  maxTokens?: number;
  temperature: number;
  seed?: number;
  /** Answers drawn, of which the likeliest per token is given; then its text comes in one piece. */
  bestOf?: number;
}

export type Answer = GenerationResult;

/** The model's answer to a conversation that ends with the user; `onText` gets it piece by piece. Throws `ApiError` for what does not fit. */
export async function ask(
  model: ServedModel,
  messages: readonly Message[],
  options: AskOptions,
  onText?: (piece: string) => void,
  signal?: AbortSignal,
): Promise<Answer> {
  const request = parseRequest(chatRequestSchema, {
    model: 'here',
    messages: messages.map(({ role, content }) => ({ role, content })),
    temperature: options.temperature,
    max_tokens: options.maxTokens,
    seed: options.seed ?? randomInt(2 ** 32),
    best_of: options.bestOf,
  });
  return generateAnswer(model, prepareAnswer({ kind: 'chat', request }, model, DEFAULT_LIMITS), onText, signal);
}
