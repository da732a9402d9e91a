/** Keeps the last few models in memory and lends one at a time. */
import type { PromptFormat } from '../data/prompt-format.js';
import type { Generator } from '../engine/generate/types.js';
import type { EncodingHead } from '../models/encode-example.js';
import { modelNotFound } from './api-error.js';
import { createTurns } from './turns.js';

/** What `GET /v1/models` says of a model. */
export interface ModelCard {
  id: string;
  kind: 'tuned' | 'base';
  /** When it was deployed (ISO), or null for a base model. */
  createdAt: string | null;
  /** Base of a tuned model. */
  base: string | null;
  /** Changes when the same name means other weights, so that a kept model is not served for a newer one. */
  revision: string;
}

/** A model in memory, ready to answer. */
export interface ServedModel {
  head: EncodingHead;
  format: PromptFormat;
  generator: Generator;
  /** First digits of the weights' hash: OpenAI's `system_fingerprint`. */
  fingerprint: string;
}

/** Where models come from: the disk in the product, a list in tests. Both are asked anew for every request. */
export interface ModelSource {
  list(): Promise<ModelCard[]>;
  open(card: ModelCard): Promise<ServedModel>;
}

export interface Lease {
  model: ServedModel;
  /** Ends the turn; must be called exactly when the answer is done or failed. */
  release(): void;
}

export interface ModelHost {
  list(): Promise<ModelCard[]>;
  /** Waits for the turn and opens the model. Throws `ApiError`: model_not_found, rate_limit_exceeded, server_shutting_down. */
  lend(modelId: string, signal?: AbortSignal): Promise<Lease>;
  /** Refuses new work, lets the running answer end, frees all memory. */
  close(): Promise<void>;
}

export interface HostLimits {
  /** Models kept in memory. */
  maxLoaded: number;
  /** Requests waiting behind the running one. */
  maxWaiting: number;
  /** Models that nobody asked for in this time are freed; a server may run for days. */
  idleMs: number;
}

export const DEFAULT_HOST_LIMITS: HostLimits = { maxLoaded: 2, maxWaiting: 16, idleMs: 600_000 };

export function createModelHost(source: ModelSource, limits: Partial<HostLimits> = {}): ModelHost {
  const { maxLoaded, maxWaiting, idleMs } = { ...DEFAULT_HOST_LIMITS, ...limits };
  const turns = createTurns(maxWaiting);
  /** Oldest use first: a Map keeps the order of insertion. */
  const loaded = new Map<string, { revision: string; model: ServedModel }>();

  const drop = async (id: string): Promise<void> => {
    const entry = loaded.get(id);
    loaded.delete(id);
    await entry?.model.generator.release();
  };

  let idle: NodeJS.Timeout | undefined;
  const dropAll = async (): Promise<void> => {
    for (const id of [...loaded.keys()]) await drop(id);
  };
  const dropWhenIdle = (): void => {
    clearTimeout(idle);
    idle = setTimeout(async () => {
      const release = await turns.take().catch(() => null);
      // Refused only while the server closes, which frees everything itself.
      if (release) await dropAll().finally(release);
    }, idleMs);
    idle.unref();
  };

  // Only whoever holds the turn calls this, so no model is released while it answers.
  const ready = async (card: ModelCard, known: ModelCard[]): Promise<ServedModel> => {
    for (const [id, entry] of [...loaded])
      if (known.find((other) => other.id === id)?.revision !== entry.revision) await drop(id);
    const kept = loaded.get(card.id);
    loaded.delete(card.id);
    if (!kept) {
      // Room is made before the new model is read, so that the bound holds for the peak, too.
      for (const id of [...loaded.keys()].slice(0, Math.max(0, loaded.size - maxLoaded + 1))) await drop(id);
    }
    const model = kept?.model ?? (await source.open(card));
    loaded.set(card.id, { revision: card.revision, model });
    return model;
  };

  const find = async (modelId: string): Promise<{ card: ModelCard; known: ModelCard[] }> => {
    const known = await source.list();
    const card = known.find(({ id }) => id === modelId);
    if (card) return { card, known };
    throw modelNotFound(
      modelId,
      known.map(({ id }) => id),
    );
  };

  return {
    list: () => source.list(),
    async lend(modelId, signal) {
      // Looked up before the line, so that a wrong name is told at once, and again after it, because the wait may be long.
      await find(modelId);
      const endTurn = await turns.take(signal);
      clearTimeout(idle);
      const release = (): void => {
        endTurn();
        dropWhenIdle();
      };
      try {
        const { card, known } = await find(modelId);
        return { model: await ready(card, known), release };
      } catch (error) {
        release();
        throw error;
      }
    },
    async close() {
      clearTimeout(idle);
      await turns.close();
      clearTimeout(idle);
      await dropAll();
    },
  };
}
