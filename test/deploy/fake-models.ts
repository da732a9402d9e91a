// Models without weights for the tests of the server: an answer is written by the test, tokens are the tiny tokenizer's.

import type { PromptFormat } from '../../src/data/prompt-format.js';
import type { ModelCard, ModelSource, ServedModel } from '../../src/deploy/model-host.js';
import type { GenerationResult, Generator, SamplingOptions } from '../../src/engine/generate/types.js';
import { TINY_CHAT_TEMPLATE, tinyTokenizer } from '../support/tiny-tokenizer.js';

export const tokenizer = tinyTokenizer();
export const head = { tokenizer, chatTemplate: TINY_CHAT_TEMPLATE };

export interface Call {
  promptIds: readonly number[];
  options: SamplingOptions;
}

export interface FakeOptions {
  contextLength?: number;
  /** Called before each piece; may wait or throw. */
  beforePiece?: (index: number, signal?: AbortSignal) => Promise<void> | void;
  format?: PromptFormat;
}

export interface FakeModel extends ServedModel {
  calls: Call[];
  released: number;
  /** Answers running at this moment, and the most there ever were. */
  running: number;
  mostRunning: number;
}

/** A model that says the pieces one by one. */
export function fakeModel(pieces: string[], options: FakeOptions = {}): FakeModel {
  const { contextLength = 200, beforePiece, format = { kind: 'chat', system: null } } = options;
  const generator: Generator = {
    contextLength,
    async generate(promptIds, sampling, onText, signal): Promise<GenerationResult> {
      model.calls.push({ promptIds, options: sampling });
      model.running++;
      model.mostRunning = Math.max(model.mostRunning, model.running);
      try {
        const said: string[] = [];
        for (const [index, piece] of pieces.slice(0, sampling.maxTokens).entries()) {
          await beforePiece?.(index, signal);
          signal?.throwIfAborted();
          said.push(piece);
          onText?.(piece);
        }
        return {
          text: said.join(''),
          tokenIds: said.map((_, index) => index + 3),
          finishReason: said.length < pieces.length ? 'length' : 'stop',
          promptTokens: promptIds.length,
          completionTokens: said.length,
        };
      } finally {
        model.running--;
      }
    },
    scoreContinuations: async (_promptIds, continuations) => continuations.map(() => -1),
    release: async () => {
      model.released++;
    },
  };
  const model: FakeModel = {
    head,
    format,
    generator,
    fingerprint: 'f00dfeed0000beef',
    calls: [],
    released: 0,
    running: 0,
    mostRunning: 0,
  };
  return model;
}

export const card = (id: string, revision = '1'): ModelCard => ({
  id,
  kind: 'tuned',
  createdAt: '2026-01-02T03:04:05.000Z',
  base: 'nano',
  revision,
});

/** A source over models by name; `opened` says which were opened, in order. */
export function fakeSource(
  models: Record<string, ServedModel>,
): ModelSource & { opened: string[]; cards: ModelCard[] } {
  const source = {
    opened: [] as string[],
    cards: Object.keys(models).map((id) => card(id)),
    list: async () => [...source.cards],
    open: async ({ id }: ModelCard) => {
      source.opened.push(id);
      return models[id]!;
    },
  };
  return source;
}

/** A promise and the function that keeps it. */
export function gate(): { wait: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const wait = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { wait, open };
}
