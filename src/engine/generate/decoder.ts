/** Runs the decoding graphs over one KV cache. Knows tokens and logits, not text. */
import { inputsOf, toOnnx } from '../graph/onnx.js';
import { type Feed, feed, feedInts, openSession, type Session } from '../graph/session.js';
import type { LlamaConfig, Weights } from '../llama/config.js';
import { requireTensor, tensorList } from '../llama/tensors.js';
import { type DecodeKind, decodeGraph } from './decode-graph.js';
import { KvCache } from './kv-cache.js';
import { rotaryRows, rotaryTable } from './rotary-rows.js';
import { scoreRows, selfMask } from './score-rows.js';
import { StepTeam } from './step-team.js';

/**
 * Where the stretches end in which a prompt is computed: always the same places, so that a stretch can be used again for another prompt
 * without changing a bit. The first ones are short, because short is what prompts of one task have in common (their instruction).
 */
export const CHUNK = 64;
const FIRST_ENDS = [CHUNK / 2, CHUNK];
const chunkEnd = (position: number): number =>
  FIRST_ENDS.find((end) => position < end) ?? (Math.floor(position / CHUNK) + 1) * CHUNK;
const lastChunkEnd = (position: number): number =>
  position >= CHUNK ? position - (position % CHUNK) : (FIRST_ENDS.findLast((end) => position >= end) ?? 0);

/** At most so many rows of continuations are scored in one run (each row has V logits). */
const MAX_SCORE_ROWS = 128;

export class Decoder {
  readonly #config: LlamaConfig;
  readonly #weights: Weights;
  readonly #threads: number | undefined;
  readonly #cache: KvCache;
  readonly #sessions = new Map<DecodeKind, { session: Session; weights: Record<string, Feed> }>();
  /** The prompt tokens whose cached values came from whole chunks: only those may be used again, so that reuse changes no bit. */
  #reusable: number[] = [];

  /** Undefined until the first step. */
  #team: StepTeam | null | undefined;
  /** Whether the team's cache has gone beyond the graphs': the tokens of an answer, which no later prompt needs from there. */
  #stepping = false;

  constructor(config: LlamaConfig, weights: Weights, threads?: number) {
    this.#config = config;
    this.#weights = weights;
    this.#threads = threads;
    this.#cache = new KvCache(config);
  }

  /** Number of tokens seen: the position of the next one. */
  get length(): number {
    return this.#stepping ? (this.#team?.length ?? 0) : this.#cache.length;
  }

  /**
   * Makes the cache hold exactly these tokens (at least one), reusing what a prompt before had in common with them.
   * Returns the logits [V] after the last one.
   */
  async prefill(ids: readonly number[], signal?: AbortSignal): Promise<Float32Array> {
    const kept = this.#keepCommonPrefix(ids.slice(0, -1));
    this.#cache.reserve(ids.length + 1);
    let logits: Float32Array = new Float32Array(0);
    for (let start = kept; start < ids.length; start = chunkEnd(start)) {
      signal?.throwIfAborted();
      const end = Math.min(chunkEnd(start), ids.length);
      logits = await this.#chunk(ids.slice(start, end), end === ids.length);
      if (end === chunkEnd(start)) this.#reusable = ids.slice(0, end);
    }
    return logits;
  }

  /** Adds one token. Returns the logits [V] after it. */
  async step(id: number): Promise<Float32Array> {
    this.#team ??= StepTeam.open(this.#config, this.#weights, this.#threads);
    if (this.#team === null) return this.#graphStep(id);
    if (!this.#stepping) this.#team.load(this.#cache);
    this.#stepping = true;
    return this.#team.step(id, rotaryTable(this.#config, [this.#team.length]));
  }

  /** `step` for models too large for a team. */
  async #graphStep(id: number): Promise<Float32Array> {
    this.#cache.reserve(this.#cache.length + 1);
    const result = await this.#run('step', {
      ids: feedInts([id], [1]),
      ...rotaryRows(this.#config, [this.#cache.length]),
    });
    this.#cache.append(floats(result, 'rows'), 1);
    return floats(result, 'logits');
  }

  /** Sum of log-probabilities of each continuation after `prompt` (at least one token). The cache then holds the prompt without its last token. */
  async score(prompt: readonly number[], continuations: readonly (readonly number[])[]): Promise<number[]> {
    const last = prompt.at(-1);
    if (last === undefined) throw new RangeError('score: the prompt is empty');
    const context = prompt.slice(0, -1);
    if (context.length === 0) this.#cache.truncate(this.#keepCommonPrefix([]));
    else await this.prefill(context);
    const sums: number[] = [];
    for (let index = 0; index < continuations.length; ) {
      const group = takeGroup(continuations, index);
      sums.push(...(await this.#scoreGroup(last, group)));
      index += group.length;
    }
    return sums;
  }

  async release(): Promise<void> {
    for (const { session } of this.#sessions.values()) await session.release();
    this.#sessions.clear();
    await this.#team?.release();
    this.#team = undefined;
    this.#stepping = false;
  }

  #keepCommonPrefix(ids: readonly number[]): number {
    this.#stepping = false;
    let common = 0;
    while (common < this.#reusable.length && this.#reusable[common] === ids[common]) common++;
    const kept = lastChunkEnd(common);
    this.#reusable = this.#reusable.slice(0, kept);
    this.#cache.truncate(kept);
    return kept;
  }

  async #chunk(ids: readonly number[], wantLogits: boolean): Promise<Float32Array> {
    const time = ids.length;
    const start = this.#cache.length;
    const select = wantLogits ? [time - 1] : [];
    const result = await this.#run('chunk', {
      ids: feedInts(ids, [time]),
      ...rotaryRows(
        this.#config,
        ids.map((_, row) => start + row),
      ),
      self_mask: this.#selfMask(ids.map(() => 0)),
      select: feedInts(select, [select.length]),
    });
    this.#cache.append(floats(result, 'rows'), time);
    return floats(result, 'logits');
  }

  async #scoreGroup(last: number, group: readonly (readonly number[])[]): Promise<number[]> {
    const { ids, targets, offsets, owners } = scoreRows(last, group);
    const sums = group.map(() => 0);
    if (ids.length === 0) return sums;
    const result = await this.#run('score', {
      ids: feedInts(ids, [ids.length]),
      ...rotaryRows(
        this.#config,
        offsets.map((offset) => this.#cache.length + offset),
      ),
      self_mask: this.#selfMask(owners),
      select: feedInts([...ids.keys()], [ids.length]),
      targets: feedInts(targets, [ids.length, 1]),
    });
    for (const [row, loss] of floats(result, 'losses').entries()) {
      const owner = owners[row] ?? 0;
      sums[owner] = (sums[owner] ?? 0) - loss;
    }
    return sums;
  }

  #selfMask(owners: readonly number[]): Feed {
    const group = this.#config.num_attention_heads / this.#config.num_key_value_heads;
    return feed(selfMask(owners, group), [1, group * owners.length, owners.length]);
  }

  async #run(kind: DecodeKind, feeds: Record<string, Feed>): Promise<ReadonlyMap<string, unknown>> {
    const { session, weights } = await this.#open(kind);
    return session.run({ ...weights, ...this.#cache.feeds, ...feeds });
  }

  /** A graph is written when it is first needed. The weights are fed, not stored in it, so three graphs need no more memory than one. */
  async #open(kind: DecodeKind): Promise<{ session: Session; weights: Record<string, Feed> }> {
    const known = this.#sessions.get(kind);
    if (known !== undefined) return known;
    const outputs = decodeGraph(this.#config, kind);
    const weights: Record<string, Feed> = {};
    const used = new Set(inputsOf(outputs.values()).map((tensor) => tensor.attributes.name));
    for (const tensor of tensorList(this.#config)) {
      if (used.has(tensor.name)) weights[tensor.name] = feed(requireTensor(this.#weights, tensor), tensor.shape);
    }
    const session = await openSession(toOnnx(outputs), { threads: this.#threads });
    const opened = { session, weights };
    this.#sessions.set(kind, opened);
    return opened;
  }
}

/** Continuations from `from` on that fit in one run; always at least one. */
function takeGroup(continuations: readonly (readonly number[])[], from: number): (readonly number[])[] {
  const group: (readonly number[])[] = [];
  let rows = 0;
  for (const continuation of continuations.slice(from)) {
    rows += continuation.length;
    if (group.length > 0 && rows > MAX_SCORE_ROWS) break;
    group.push(continuation);
  }
  return group;
}

function floats(result: ReadonlyMap<string, unknown>, name: string): Float32Array<ArrayBuffer> {
  const value = result.get(name);
  if (value instanceof Float32Array && value.buffer instanceof ArrayBuffer)
    return new Float32Array(value.buffer, value.byteOffset, value.length);
  throw new TypeError(`the decoding graph gave no ${name}`);
}
