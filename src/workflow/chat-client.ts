/** Asks a served model over HTTP and yields the pieces of its answer as they come. */
import { Problem } from '../base/error.js';
import type { PromptFormat } from '../data/prompt-format.js';
import type { Message } from '../data/types.js';

interface Chunk {
  choices?: { delta?: { content?: string } }[];
  error?: { message?: string };
}

/** One question without a conversation before it. */
export function streamChat(endpoint: string, model: string, text: string, maxTokens = 160): AsyncGenerator<string> {
  return streamMessages(endpoint, model, [{ role: 'user', content: text }], { maxTokens });
}

export interface StreamOptions {
  maxTokens?: number;
  signal?: AbortSignal;
  /** In place of the model's own. */
  promptFormat?: PromptFormat;
  /** Answers drawn, of which the likeliest is given, in one piece. */
  bestOf?: number;
}

/** `endpoint` is the server's `/v1` address. Throws `Problem` when the server refuses or the stream breaks. */
export async function* streamMessages(
  endpoint: string,
  model: string,
  messages: readonly Message[],
  { maxTokens = 160, signal, promptFormat, bestOf }: StreamOptions = {},
): AsyncGenerator<string> {
  const response = await fetch(`${endpoint}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model,
      stream: true,
      max_tokens: maxTokens,
      temperature: 0,
      messages,
      prompt_format: promptFormat,
      best_of: bestOf,
    }),
    ...(signal ? { signal } : {}),
  });
  if (!response.ok || !response.body) throw refused(endpoint, await response.text());
  let buffered = '';
  for await (const bytes of response.body.pipeThrough(new TextDecoderStream())) {
    buffered += bytes;
    const lines = buffered.split('\n');
    buffered = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith('data: ') || line === 'data: [DONE]') continue;
      const chunk: Chunk = JSON.parse(line.slice(6));
      if (chunk.error) throw refused(endpoint, chunk.error.message ?? '');
      const piece = chunk.choices?.[0]?.delta?.content;
      if (piece) yield piece;
    }
  }
}

function refused(endpoint: string, detail: string): Problem {
  return new Problem({
    code: 'server-refused',
    message: `The server did not answer: ${detail.slice(0, 200)}`,
    where: endpoint,
    next: { en: 'See the server with `vishesh serve --status`.', hi: '`vishesh serve --status` se server dekho.' },
    exitCode: 1,
  });
}
