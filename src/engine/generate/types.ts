/** What decoding offers to the rest of the program. */

export interface SamplingOptions {
  maxTokens: number;
  /** 0 is greedy and draws no random number. */
  temperature: number;
  /** Nucleus: the smallest set of tokens whose probability reaches topP. 1 keeps all. */
  topP: number;
  /** Generation ends before any of these strings; they are not part of the text. */
  stop: string[];
  seed: number;
}

export interface GenerationResult {
  text: string;
  tokenIds: number[];
  /** `stop`: an end token or a stop string; `length`: maxTokens or the context was used up. */
  finishReason: 'stop' | 'length';
  promptTokens: number;
  completionTokens: number;
}

/** One model ready to answer. Calls run one after another; each token blocks the thread for its computation only. */
export interface Generator {
  readonly contextLength: number;
  /** `onText` gets pieces as they become certain (a tail that may begin a stop string is held back). */
  generate(
    promptIds: readonly number[],
    options: SamplingOptions,
    onText?: (piece: string) => void,
    signal?: AbortSignal,
  ): Promise<GenerationResult>;
  /** Sum of log-probabilities (nats) of each continuation after the same prompt. */
  scoreContinuations(promptIds: readonly number[], continuations: readonly (readonly number[])[]): Promise<number[]>;
  release(): Promise<void>;
}
