/** What the two completion routes accept, parsed from JSON. What we cannot honour is refused by name, never ignored in silence. */
import { z } from 'zod';
import { promptFormatSchema } from '../data/prompt-format.js';
import type { Message } from '../data/types.js';
import { ApiError, invalid } from './api-error.js';

/** Options that both routes share. `null` means absent, as in OpenAI's own API. */
const common = {
  model: z.string().min(1),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  max_tokens: z.int().min(1).nullish(),
  stop: z.union([z.string().min(1), z.array(z.string().min(1)).max(4)]).nullish(),
  seed: z.int().nullish(),
  best_of: z.int().min(1).max(64).nullish(),
  n: z.literal(1, { error: 'Only n = 1 is supported.' }).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
};

const contentPart = z.object({ type: z.literal('text', { error: 'Only text is supported.' }), text: z.string() });

const message = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant']),
  content: z.union([z.string(), z.array(contentPart).min(1)]),
});

export const chatRequestSchema = z.looseObject({
  ...common,
  max_completion_tokens: z.int().min(1).nullish(),
  messages: z.array(message).min(1),
  /** Not OpenAI's: how this prompt is made, in place of the model's own way. So a base can be asked exactly what a tuned model is. */
  prompt_format: promptFormatSchema.nullish(),
});

export const completionRequestSchema = z.looseObject({
  ...common,
  prompt: z.union([
    z.string().min(1),
    z.tuple([z.string().min(1)]).transform(([text]) => text),
    z.array(z.int().min(0)).min(1),
  ]),
});

export type ChatRequest = z.output<typeof chatRequestSchema>;
export type CompletionRequest = z.output<typeof completionRequestSchema>;

/** Options of OpenAI's API that would change the answer and are not served, with the values under which they do nothing. */
const UNSUPPORTED: Record<string, readonly unknown[]> = {
  tools: [],
  functions: [],
  tool_choice: ['none', 'auto'],
  audio: [],
  echo: [false],
  suffix: [''],
  logprobs: [false],
  top_logprobs: [0],
  logit_bias: [],
  presence_penalty: [0],
  frequency_penalty: [0],
};

/** Parses a body by its schema; throws an `ApiError` naming the first wrong field. */
export function parseRequest<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ApiError(400, { message: 'The body must be a JSON object.', code: 'invalid_type' });
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const param = issue?.path.map(String).join('.') ?? '';
    throw invalid(`Invalid '${param}': ${issue?.message ?? 'not understood'}`, param);
  }
  refuseUnsupported(body);
  return parsed.data;
}

function refuseUnsupported(body: object): void {
  for (const [name, value] of Object.entries(body)) {
    const harmless = UNSUPPORTED[name];
    if (harmless === undefined || value === null || harmless.includes(value) || isEmpty(value)) continue;
    throw invalid(`'${name}' is not supported by this server.`, name, 'unsupported_parameter');
  }
  const format = 'response_format' in body ? body.response_format : null;
  if (typeof format === 'object' && format !== null && 'type' in format && format.type !== 'text')
    throw invalid("'response_format' can only be text here.", 'response_format', 'unsupported_parameter');
  const [stream, options] = ['stream' in body && body.stream, 'stream_options' in body && body.stream_options];
  if (options && !stream) throw invalid("'stream_options' needs stream: true.", 'stream_options');
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** The conversation as the rest of the program knows it. `developer` is the newer name of `system`. */
export function toMessages(request: ChatRequest): Message[] {
  const messages = request.messages.map(
    ({ role, content }): Message => ({
      role: role === 'developer' ? 'system' : role,
      content: typeof content === 'string' ? content : content.map((part) => part.text).join(''),
    }),
  );
  if (messages.at(-1)?.role !== 'user') throw invalid('The last message must be from the user.', 'messages');
  return messages;
}
