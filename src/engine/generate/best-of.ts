/** A generator that draws several answers and gives the likeliest. */
import type { GenerationResult, Generator, SamplingOptions } from './types.js';

/** How the answers after the first are drawn when the first is greedy. */
const SPREAD = { temperature: 0.7, topP: 0.9 } as const;

/**
 * `generator`, but every answer is the one of `count` with the highest log-probability per token, as `best_of` of OpenAI's completions means it. The
 * first is drawn as asked, the others with the next seeds, and at temperature 0.7 when a greedy answer was asked for. A small model's next
 * word often leads astray; a whole answer that it finds likely is one it has learned to end. Answers that break off or go round in a circle, which are
 * likely word by word, are passed over while there are others. `endId`: the token that ends an answer, which counts where it was said. Text
 * comes in one piece.
 */
export function bestOf(generator: Generator, count: number, endId: number): Generator {
  const draw = (promptIds: readonly number[], options: SamplingOptions, n: number, signal?: AbortSignal) => {
    const spread = n > 0 && options.temperature === 0 ? SPREAD : {};
    return generator.generate(
      promptIds,
      { ...options, ...spread, seed: (options.seed + n) % 2 ** 32 },
      undefined,
      signal,
    );
  };
  return {
    contextLength: generator.contextLength,
    scoreContinuations: (promptIds, continuations) => generator.scoreContinuations(promptIds, continuations),
    release: () => generator.release(),
    async generate(promptIds, options, onText, signal) {
      const drawn = new Map<string, GenerationResult>();
      for (let n = 0; n < count; n++) {
        const answer = await draw(promptIds, options, n, signal);
        drawn.set(answer.tokenIds.join(), answer);
      }
      const answers = [...drawn.values()];
      const whole = answers.filter(({ text, finishReason }) => finishReason === 'stop' && !goesRound(text));
      const among = whole.length > 0 ? whole : answers;
      const best = await likeliest(generator, promptIds, among, options.stop.length === 0 ? endId : null);
      if (best.text !== '') onText?.(best.text);
      return best;
    },
  };
}

/** Words in a row that nobody says twice in one answer. */
const RUN = 3;

function goesRound(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const runs = words.slice(RUN - 1).map((_, i) => words.slice(i, i + RUN).join(' '));
  return new Set(runs).size < runs.length;
}

/** The answer with the highest mean of log-probabilities; the first of equals. `endId` null: answers may end at a text that is no token. */
async function likeliest(
  generator: Generator,
  promptIds: readonly number[],
  answers: readonly GenerationResult[],
  endId: number | null,
): Promise<GenerationResult> {
  const [first] = answers;
  if (first === undefined) throw new RangeError('need at least one answer');
  const scored = answers.map(({ tokenIds, finishReason }) =>
    finishReason === 'stop' && endId !== null ? [...tokenIds, endId] : tokenIds,
  );
  if (scored.some((ids) => ids.length === 0)) return first;
  const sums = await generator.scoreContinuations(promptIds, scored);
  const means = sums.map((sum, i) => sum / (scored[i]?.length ?? 1));
  return answers[means.indexOf(Math.max(...means))] ?? first;
}
