/** A GGUF file in llama.cpp: tokens, logits and greedy answers. Only what the checks need of `node-llama-cpp`. */

/** The parts of the library that are used, as its type declarations have them. */
interface Library {
  getLlama(options: object): Promise<{ loadModel(options: object): Promise<LibraryModel>; dispose(): Promise<void> }>;
  LlamaLogLevel: { error: string };
}
interface LibraryModel {
  createContext(options: object): Promise<{ getSequence(): Sequence; dispose(): Promise<void> }>;
  tokenize(text: string, special: boolean): number[];
  fileInfo: { metadata: { tokenizer: { chat_template?: string } } };
  dispose(): Promise<void>;
}
interface Sequence {
  controlledEvaluate(
    input: (number | [number, object])[],
  ): Promise<({ next: { logits?: Map<number, number> } } | undefined)[]>;
  clearHistory(): Promise<void>;
}

export interface LlamaCpp {
  open(path: string, lora?: string): Promise<LlamaCppModel>;
  close(): Promise<void>;
}

export interface LlamaCppModel {
  chatTemplate: string | undefined;
  /** `special`: names of special tokens in the text count as such. */
  tokenize(text: string, special: boolean): number[];
  /** Logits [last, V] after each of the last tokens. */
  logits(ids: readonly number[], last: number, vocabSize: number): Promise<Float32Array>;
  /** The most likely continuation, until an end token or `most` tokens. */
  greedy(ids: readonly number[], most: number, endIds: readonly number[]): Promise<number[]>;
  close(): Promise<void>;
}

const CONTEXT = 512;

export async function openLlamaCpp(module: string, threads: number): Promise<LlamaCpp> {
  const library = (await import(module)) as Library;
  const llama = await library.getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: library.LlamaLogLevel.error,
    maxThreads: threads,
  });
  return {
    async open(path, lora) {
      const model = await llama.loadModel({ modelPath: path, gpuLayers: 0 });
      const context = await model.createContext({
        contextSize: CONTEXT,
        batchSize: CONTEXT,
        threads,
        flashAttention: false,
        // Keys and values unrounded, as ours are.
        experimentalKvCacheKeyType: 'F32',
        experimentalKvCacheValueType: 'F32',
        ...(lora === undefined ? {} : { lora: { adapters: [{ filePath: lora, scale: 1 }] } }),
      });
      const sequence = context.getSequence();
      return {
        chatTemplate: model.fileInfo.metadata.tokenizer.chat_template,
        tokenize: (text, special) => model.tokenize(text, special),
        async logits(ids, last, vocabSize) {
          await sequence.clearHistory();
          const from = ids.length - last;
          const found = await sequence.controlledEvaluate(
            ids.map((id, t) => (t < from ? id : [id, { generateNext: { logits: true } }])),
          );
          const rows = new Float32Array(last * vocabSize).fill(Number.NaN);
          for (const [row, output] of found.slice(from).entries())
            for (const [id, value] of output?.next.logits ?? []) rows[row * vocabSize + id] = value;
          return rows;
        },
        async greedy(ids, most, endIds) {
          await sequence.clearHistory();
          const answer: number[] = [];
          let input: (number | [number, object])[] = askAtEnd(ids);
          while (answer.length < most) {
            const best = largest((await sequence.controlledEvaluate(input)).at(-1)?.next.logits);
            if (endIds.includes(best)) break;
            answer.push(best);
            input = askAtEnd([best]);
          }
          return answer;
        },
        async close() {
          await context.dispose();
          await model.dispose();
        },
      };
    },
    close: () => llama.dispose(),
  };
}

function askAtEnd(ids: readonly number[]): (number | [number, object])[] {
  const last = ids.at(-1);
  if (last === undefined) throw new RangeError('no tokens');
  return [...ids.slice(0, -1), [last, { generateNext: { logits: { filter: { tokens: [], includeTop: 2 } } } }]];
}

function largest(logits: Map<number, number> | undefined): number {
  let [best, most] = [-1, Number.NEGATIVE_INFINITY];
  for (const [id, value] of logits ?? []) if (value > most) [best, most] = [id, value];
  return best;
}
