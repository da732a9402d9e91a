/** A generator that draws several answers and gives the likeliest. */
import { goesRound, isCode, repeatsWords } from './answer-text.js';
import type { GenerationResult, Generator, SamplingOptions } from './types.js';

/** How the answers after the first are drawn when the first is greedy. */
const SPREAD = { temperature: 0.7, topP: 0.9 } as const;
/** What a long word said again in a sentence takes from an answer, in nats per token: so little that an answer known by heart stays. */
const REPEAT_COSTS = 0.08;

/**
 * `generator`, but every answer is the one of `count` with the highest log-probability per token, as `best_of` of OpenAI's completions means it. The
 * first is drawn as asked, the others with the next seeds, and at temperature 0.7 when a greedy answer was asked for. A small model's next
 * word often leads astray; a whole answer that it finds likely is one it has learned to end. Answers that break off or go round in a circle, which are
 * likely word by word, are passed over while there are others; and so is code where most answers are none, and the other way round: each token of code is
 * likely once it has begun, whatever was asked. Of two that are nearly as likely, the one that repeats no long word is taken. `endId`: the token that ends an answer, which counts where it was said. Text comes in one
 * piece.
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
      const drawn: GenerationResult[] = [];
      for (let n = 0; n < count; n++) drawn.push(await draw(promptIds, options, n, signal));
      const whole = drawn.filter(({ text, finishReason }) => finishReason === 'stop' && !goesRound(text));
      const among = distinct(ofOneKind(whole.length > 0 ? whole : drawn));
      const best = await likeliest(generator, promptIds, among, options.stop.length === 0 ? endId : null);
      if (best.text !== '') onText?.(best.text);
      return best;
    },
  };
}

/** Those that are code where most are, else those that are not; all where it is half and half. */
function ofOneKind(answers: readonly GenerationResult[]): readonly GenerationResult[] {
  const code = answers.filter(({ text }) => isCode(text));
  if (2 * code.length === answers.length) return answers;
  return 2 * code.length > answers.length ? code : answers.filter((answer) => !code.includes(answer));
}

const distinct = (answers: readonly GenerationResult[]): GenerationResult[] => [
  ...new Map(answers.map((answer) => [answer.tokenIds.join(), answer])).values(),
];

/** Names come again in code, and mean nothing there. */
const costOf = (text: string): number => (!isCode(text) && repeatsWords(text) ? REPEAT_COSTS : 0);

/** The answer with the highest mean of log-probabilities, less what repeated words cost; the first of equals. `endId` null: answers may end at a text that is no token. */
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
  const means = sums.map((sum, i) => sum / (scored[i]?.length ?? 1) - costOf(answers[i]?.text ?? ''));
  return answers[means.indexOf(Math.max(...means))] ?? first;
}
