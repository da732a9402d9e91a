import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/base/error.js';
import { train } from '../../../src/engine/train/loop.js';
import type {
  CheckpointStore,
  Snapshot,
  TrainingEvent,
  TrainingRun,
  TrainingSettings,
} from '../../../src/engine/train/types.js';
import type { TokenizedExample } from '../../../src/engine/types.js';
import { type FakeModel, fakeModel, makeBatch, plainAdam, row } from './fake-model.js';

const SETTINGS: TrainingSettings = {
  learningRate: 0.05,
  batchSize: 2,
  gradientAccumulation: 1,
  epochs: 3,
  warmupRatio: 0.1,
  schedule: 'linear',
  maxGradNorm: 1,
  earlyStoppingPatience: 0,
  evalsPerEpoch: 2,
  seed: 7,
};
const ROWS = Array.from({ length: 13 }, (_, i) => row(i + 1, 4 + (i % 5), 1 + (i % 3)));

function memoryStore(): CheckpointStore & { saved: Snapshot[] } {
  const saved: Snapshot[] = [];
  return {
    saved,
    async save(snapshot) {
      saved.push(structuredClone(snapshot));
    },
    async weightsAt(step) {
      return new Map(saved.find((s) => s.state.step === step)!.weights);
    },
  };
}

interface World {
  run: TrainingRun;
  model: FakeModel;
  store: ReturnType<typeof memoryStore>;
  events: TrainingEvent[];
  losses(): number[];
}

interface Options {
  settings?: Partial<TrainingSettings>;
  rows?: TokenizedExample[];
  validation?: TokenizedExample[];
  model?: FakeModel;
  resumeFrom?: Snapshot;
  /** Answers by how often it was asked. */
  control?: (asked: number) => 'continue' | 'pause' | 'cancel';
  nearLimit?: (asked: number) => boolean;
  dataHash?: string;
}

function world(options: Options = {}): World {
  const model = options.model ?? fakeModel();
  const store = memoryStore();
  const events: TrainingEvent[] = [];
  let asked = 0;
  let memoryAsked = 0;
  let now = 0;
  const run: TrainingRun = {
    model,
    optimizer: plainAdam(model.trainable),
    rows: options.rows ?? ROWS,
    validation: options.validation ?? [row(100, 5, 2, 20), row(101, 3, 1, 22)],
    settings: { ...SETTINGS, ...options.settings },
    makeBatch,
    checkpoints: store,
    checkpointEveryMs: 1e9,
    dataHash: options.dataHash ?? 'data',
    threads: 2,
    resumeFrom: options.resumeFrom ?? null,
    world: {
      emit: (event) => events.push(event),
      control: () => options.control?.(asked++) ?? 'continue',
      nowMs: () => (now += 10),
      memory: () => ({ rssBytes: 1000 + memoryAsked, nearLimit: options.nearLimit?.(memoryAsked++) ?? false }),
    },
  };
  const losses = (): number[] => events.flatMap((event) => (event.type === 'step' ? [event.loss] : []));
  return { run, model, store, events, losses };
}

describe('training loop', () => {
  it('tells its plan first, then takes every step and sees every row once per epoch', async () => {
    const { run, model, events } = world();
    const outcome = await train(run);
    expect(outcome.kind).toBe('trained');
    expect(events[0]).toMatchObject({ type: 'plan', steps: 21, stepsPerEpoch: 7, trainableParameters: 2 });
    expect(events.filter((e) => e.type === 'step').map((e) => e.step)).toEqual(
      Array.from({ length: 21 }, (_, i) => i + 1),
    );
    for (const epoch of [0, 1, 2]) {
      const lines = model.seen.slice(epoch * 7, epoch * 7 + 7).flat();
      expect(lines.sort((a, b) => a - b)).toEqual(ROWS.map((r) => r.line));
    }
  });

  it('lowers the loss', async () => {
    const { run, losses } = world({ settings: { epochs: 8 } });
    await train(run);
    const mean = (values: number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
    expect(mean(losses().slice(-7))).toBeLessThan(mean(losses().slice(0, 7)) / 2);
  });

  it('makes four batches of one equal to one batch of four, with answers of unequal length', async () => {
    const rows = [row(1, 9, 7), row(2, 4, 1), row(3, 5, 2), row(4, 12, 3)];
    // The dropout noise differs by micro-batch, so both runs use a model without it.
    const without = (): FakeModel => {
      const model = fakeModel();
      const inner = model.lossAndGradients;
      model.lossAndGradients = (batch) => inner(batch, 0);
      return model;
    };
    const one = world({ rows, model: without(), settings: { batchSize: 4, gradientAccumulation: 1, warmupRatio: 0 } });
    const four = world({ rows, model: without(), settings: { batchSize: 1, gradientAccumulation: 4, warmupRatio: 0 } });
    await train(one.run);
    await train(four.run);
    expect(four.losses()).toHaveLength(one.losses().length);
    for (const [i, loss] of one.losses().entries()) expect(four.losses()[i]).toBeCloseTo(loss, 6);
    expect(four.model.trainable.get('w')![0]).toBeCloseTo(one.model.trainable.get('w')![0]!, 6);
  });

  it('validates evenly and after the last step, and checkpoints each time', async () => {
    const { run, events } = world();
    await train(run);
    const at = (type: string): number[] => events.flatMap((e) => (e.type === type && 'step' in e ? [e.step] : []));
    expect(at('validation')).toEqual([4, 7, 11, 14, 18, 21]);
    expect(at('checkpoint')).toEqual(at('validation'));
  });

  it('ends with the weights of the best validation, not with the last ones', async () => {
    // Validation wants the starting point; training moves away from it.
    const { run, model, store, events } = world({ validation: [row(100, 5, 2, 30)] });
    const outcome = await train(run);
    const best = outcome.state.stopping.bestStep;
    expect(best).toBe(4);
    expect([...model.trainable.get('w')!]).toEqual([
      ...store.saved.find((s) => s.state.step === best)!.weights.get('w')!,
    ]);
    expect(events.filter((e) => e.type === 'validation' && e.best)).toHaveLength(1);
  });

  it('stops early when validation no longer improves', async () => {
    const { run, events } = world({ validation: [row(100, 5, 2, 30)], settings: { earlyStoppingPatience: 2 } });
    const outcome = await train(run);
    expect(outcome).toMatchObject({ kind: 'trained', state: { finished: 'early-stopping', step: 11 } });
    expect(events.filter((e) => e.type === 'validation')).toHaveLength(3);
  });

  it('keeps the last weights when there is nothing to validate on', async () => {
    const { run, model, store } = world({ validation: [] });
    const outcome = await train(run);
    expect(outcome.state.stopping.bestLoss).toBeNull();
    expect([...model.trainable.get('w')!]).toEqual([...store.saved.at(-1)!.weights.get('w')!]);
  });

  it('gives each micro-batch its own dropout seed, the same in every run', async () => {
    const first = world({ settings: { gradientAccumulation: 2 } });
    const second = world({ settings: { gradientAccumulation: 2 } });
    await train(first.run);
    await train(second.run);
    expect(new Set(first.model.dropoutSeeds).size).toBe(first.model.dropoutSeeds.length);
    expect(second.model.dropoutSeeds).toEqual(first.model.dropoutSeeds);
  });
});

describe('interruptions', () => {
  for (const pauseAt of [0, 1, 5, 13, 20]) {
    it(`resumes from a pause before micro-batch ${pauseAt} to the same losses and weights, bit for bit`, async () => {
      const whole = world({ settings: { gradientAccumulation: 2, batchSize: 1 } });
      await train(whole.run);
      const before = world({
        settings: { gradientAccumulation: 2, batchSize: 1 },
        control: (asked) => (asked === pauseAt ? 'pause' : 'continue'),
      });
      const paused = await train(before.run);
      expect(paused).toMatchObject({
        kind: 'paused',
        state: { step: Math.floor(pauseAt / 13) * 7 + Math.floor((pauseAt % 13) / 2) },
      });
      const after = world({
        settings: { gradientAccumulation: 2, batchSize: 1 },
        resumeFrom: before.store.saved.at(-1)!,
      });
      // A best checkpoint written before the pause is still there afterwards.
      after.store.saved.push(...before.store.saved);
      await train(after.run);
      expect([...before.losses(), ...after.losses()]).toEqual(whole.losses());
      expect([...after.model.trainable.get('w')!]).toEqual([...whole.model.trainable.get('w')!]);
    });
  }

  it('does nothing more when resumed after its end', async () => {
    const whole = world();
    await train(whole.run);
    const again = world({ resumeFrom: whole.store.saved.at(-1)! });
    again.store.saved.push(...whole.store.saved);
    expect((await train(again.run)).kind).toBe('trained');
    expect(again.losses()).toEqual([]);
    expect([...again.model.trainable.get('w')!]).toEqual([...whole.model.trainable.get('w')!]);
  });

  it('stops at once on cancel, without a checkpoint', async () => {
    const { run, store } = world({ control: (asked) => (asked === 2 ? 'cancel' : 'continue') });
    expect(await train(run)).toMatchObject({ kind: 'cancelled', state: { step: 2 } });
    expect(store.saved).toHaveLength(0);
  });

  it('refuses to resume on other data', async () => {
    const whole = world();
    await train(whole.run);
    const other = world({ resumeFrom: whole.store.saved.at(-1)!, dataHash: 'other' });
    await expect(train(other.run)).rejects.toMatchObject({ code: 'data-changed', where: 'step 21' });
  });
});

describe('watchdogs', () => {
  async function stopped(options: Options): Promise<{ problem: Problem; world: World; kept: boolean }> {
    const at = world(options);
    const outcome = await train(at.run);
    if (outcome.kind !== 'watchdog') throw new Error(`ended as ${outcome.kind}`);
    expect(outcome.problem).toBeInstanceOf(Problem);
    return { problem: outcome.problem, world: at, kept: outcome.kept };
  }

  it('stop at a loss that is no number, before the step, and name the rows', async () => {
    const model = fakeModel((call) => (call === 6 ? Number.NaN : undefined));
    const { problem, world: at, kept } = await stopped({ model });
    expect(problem.code).toBe('non-finite-loss');
    expect(problem.message).toContain('step 6');
    const rows = model.seen[5]!.toSorted((a, b) => a - b).join(', ');
    expect(problem.where).toBe(`rows ${rows}`);
    expect(problem.toJSON().next).toContain('half the learning rate');
    expect(kept).toBe(true);
    expect([...at.model.trainable.get('w')!]).toEqual([...at.store.saved.at(-1)!.weights.get('w')!]);
    expect(at.losses()).toHaveLength(5);
  });

  it('stop at a gradient that is not finite', async () => {
    const model = fakeModel();
    const inner = model.lossAndGradients;
    model.lossAndGradients = async (batch, seed) => {
      const result = await inner(batch, seed);
      result.gradients.get('w')![1] = Number.POSITIVE_INFINITY;
      return result;
    };
    const { problem, kept } = await stopped({ model });
    expect(problem.code).toBe('non-finite-gradient');
    expect(kept).toBe(false);
  });

  it('stop at divergence and give the best weights back', async () => {
    const model = fakeModel((call) => (call > 30 ? 1e4 : undefined));
    const { problem, world: at } = await stopped({ model, settings: { epochs: 10 } });
    expect(problem.code).toBe('diverged');
    expect(problem.message).toContain('step 33');
    const best = at.store.saved.filter((s) => s.state.stopping.bestStep === s.state.step).at(-1)!;
    expect([...model.trainable.get('w')!]).toEqual([...best.weights.get('w')!]);
  });

  it('stop when a step has no trained token', async () => {
    const { problem } = await stopped({ rows: [row(1, 4, 0), row(2, 4, 0)] });
    expect(problem.code).toBe('no-trainable-token');
    expect(problem.where).toBe('rows 1, 2');
    expect(problem.toJSON('hi').next).toContain('Maximum length');
  });

  it('stop when memory is nearly used up, with a checkpoint to resume from', async () => {
    const { problem, world: at } = await stopped({ nearLimit: (asked) => asked >= 5 });
    expect(problem.code).toBe('memory-near-limit');
    expect(at.store.saved.at(-1)!.state.step).toBe(at.losses().length);
  });
});
