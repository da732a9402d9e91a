/** Runs an ONNX model on onnxruntime's CPU kernels. `run` computes on the calling thread: nothing else of JavaScript runs meanwhile. */
import * as ort from 'onnxruntime-node';

export type FloatArray = Float32Array | Float64Array;
export type FeedArray = FloatArray | BigInt64Array;
export type Feed = ort.Tensor;

export interface SessionOptions {
  /** Threads of one operation. Results are bit-identical only for equal numbers. */
  threads?: number;
  /** Whether the session keeps its working memory between runs. Off for training, which has many sessions; decoding has few. */
  keepMemory?: boolean;
  /** Whether the runtime may fuse operations. Its fused kernels are float32, so float64 graphs say no. Yes when not given. */
  fusions?: boolean;
  /** Path prefix for a profile of every node; for measuring only. */
  profile?: string;
}

export interface Session {
  /** Outputs by name, each a fresh array. `outputs` limits what is computed. */
  run(feeds: Record<string, Feed>, outputs?: readonly string[]): Promise<Map<string, FloatArray>>;
  release(): Promise<void>;
}

/** A value to feed. The array is not copied: later changes to it are seen by later runs. Shared memory is refused by the runtime. */
export function feed(array: FeedArray, dims: readonly number[]): Feed {
  if (array instanceof Float32Array) return new ort.Tensor('float32', array, dims);
  if (array instanceof Float64Array) return new ort.Tensor('float64', array, dims);
  return new ort.Tensor('int64', array, dims);
}

/** `feed` for token ids and positions. */
export const feedInts = (values: ArrayLike<number>, dims: readonly number[]): Feed =>
  feed(
    BigInt64Array.from({ length: values.length }, (_, i) => BigInt(values[i] ?? 0)),
    dims,
  );

export async function openSession(model: Uint8Array, options: SessionOptions = {}): Promise<Session> {
  const session = await ort.InferenceSession.create(model, {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    graphOptimizationLevel: options.fusions === false ? 'basic' : 'all',
    intraOpNumThreads: options.threads ?? 0,
    interOpNumThreads: 1,
    // Planning one block for all values makes a second copy of the arena: 2.4 GB instead of 1.6 for LoRA on a 135M model.
    enableMemPattern: false,
    // An arena keeps its peak for as long as its session lives; with one session per batch shape they would add up.
    enableCpuMemArena: options.keepMemory ?? true,
    logSeverityLevel: 3,
    enableProfiling: options.profile !== undefined,
    profileFilePrefix: options.profile ?? '',
    // Tiny gradients must not fall into slow denormal arithmetic; idle threads must not compete with JavaScript for the cores.
    extra: { session: { set_denormal_as_zero: '1', intra_op: { allow_spinning: '0' } } },
  });
  return {
    async run(feeds, outputs) {
      const results = await session.run(feeds, outputs ?? session.outputNames);
      const arrays = new Map<string, FloatArray>();
      for (const [name, tensor] of Object.entries(results)) arrays.set(name, floatsOf(name, tensor.data));
      return arrays;
    },
    release: async () => {
      if (options.profile !== undefined) session.endProfiling();
      await session.release();
    },
  };
}

function floatsOf(name: string, data: unknown): FloatArray {
  if (data instanceof Float32Array || data instanceof Float64Array) return data;
  throw new TypeError(`output ${name} is not of a floating type`);
}
