/** The JSON of OpenAI's responses: whole or in chunks, for chat and for text. */
import type { GenerationResult } from '../engine/generate/types.js';

export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
}

export const usageOf = ({ promptTokens, completionTokens }: GenerationResult): Usage => ({
  prompt_tokens: promptTokens,
  completion_tokens: completionTokens,
  total_tokens: promptTokens + completionTokens,
});

export interface AnswerIdentity {
  kind: 'chat' | 'text';
  id: string;
  /** Seconds since 1970. */
  created: number;
  model: string;
  fingerprint: string;
}

const head = (who: AnswerIdentity, object: string) => ({
  id: who.id,
  object,
  created: who.created,
  model: who.model,
  system_fingerprint: who.fingerprint,
});

export function wholeAnswer(who: AnswerIdentity, result: GenerationResult): object {
  const rest = { index: 0, logprobs: null, finish_reason: result.finishReason };
  const usage = usageOf(result);
  if (who.kind === 'text') return { ...head(who, 'text_completion'), choices: [{ text: result.text, ...rest }], usage };
  const message = { role: 'assistant', content: result.text, refusal: null };
  return { ...head(who, 'chat.completion'), choices: [{ message, ...rest }], usage };
}

/** The chunks of a stream. With `includeUsage` every chunk says `usage: null`, and a last one without choices has the counts. */
export function chunkMaker(who: AnswerIdentity, includeUsage: boolean) {
  const base = head(who, who.kind === 'chat' ? 'chat.completion.chunk' : 'text_completion');
  const usage = includeUsage ? { usage: null } : {};
  const choice = (text: string | null, finish: string | null, role?: 'assistant'): object => {
    const rest = { index: 0, logprobs: null, finish_reason: finish };
    if (who.kind === 'text') return { text: text ?? '', ...rest };
    return { delta: { ...(role && { role }), ...(text !== null && { content: text }) }, ...rest };
  };
  return {
    /** Chat only: the first chunk names the role. */
    opening: (): object | null =>
      who.kind === 'chat' ? { ...base, choices: [choice('', null, 'assistant')], ...usage } : null,
    piece: (text: string): object => ({ ...base, choices: [choice(text, null)], ...usage }),
    ending: (result: GenerationResult): object => ({
      ...base,
      choices: [choice(null, result.finishReason)],
      ...usage,
    }),
    counts: (result: GenerationResult): object | null =>
      includeUsage ? { ...base, choices: [], usage: usageOf(result) } : null,
  };
}
