import { describe, expect, it, vi } from 'vitest';
import { createModelHost } from '../../src/deploy/model-host.js';
import { createTurns } from '../../src/deploy/turns.js';
import { card, fakeModel, fakeSource } from './fake-models.js';

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error) => error.body.error.code,
  );

describe('turns', () => {
  it('go one after another in the order of asking', async () => {
    const turns = createTurns(5);
    const order: number[] = [];
    const first = await turns.take();
    const others = [1, 2, 3].map(async (n) => {
      const release = await turns.take();
      order.push(n);
      release();
    });
    expect([turns.busy, turns.waiting]).toEqual([true, 3]);
    first();
    await Promise.all(others);
    expect(order).toEqual([1, 2, 3]);
    expect(turns.busy).toBe(false);
  });

  it('refuse whoever comes when the line is full', async () => {
    const turns = createTurns(1);
    const release = await turns.take();
    const second = turns.take();
    expect(await codeOf(turns.take())).toBe('rate_limit_exceeded');
    release();
    (await second)();
  });

  it('let somebody leave the line', async () => {
    const turns = createTurns(1);
    const release = await turns.take();
    const leaving = new AbortController();
    const left = codeOf(turns.take(leaving.signal));
    leaving.abort();
    expect(await left).toBe('client_closed_request');
    expect(turns.waiting).toBe(0);
    const next = turns.take();
    release();
    (await next)();
  });

  it('release only once, so that nobody overtakes', async () => {
    const turns = createTurns(2);
    const release = await turns.take();
    const second = turns.take();
    let third = false;
    void turns.take().then(() => {
      third = true;
    });
    release();
    release();
    await second;
    await Promise.resolve();
    expect(third).toBe(false);
  });

  it('close by refusing the waiting and finishing the running', async () => {
    const turns = createTurns(2);
    const release = await turns.take();
    const waiting = codeOf(turns.take());
    let closed = false;
    const closing = turns.close().then(() => {
      closed = true;
    });
    expect(await waiting).toBe('server_shutting_down');
    expect(await codeOf(turns.take())).toBe('server_shutting_down');
    expect(closed).toBe(false);
    release();
    await closing;
  });
});

describe('the model host', () => {
  const use = async (host: ReturnType<typeof createModelHost>, id: string): Promise<void> =>
    (await host.lend(id)).release();

  it('opens a model once and keeps the last few used', async () => {
    const models = { a: fakeModel([]), b: fakeModel([]), c: fakeModel([]) };
    const source = fakeSource(models);
    const host = createModelHost(source, { maxLoaded: 2 });
    for (const id of ['a', 'b', 'a', 'c', 'a', 'b']) await use(host, id);
    // c pushed out b, because a was used later than b; then b pushed out c.
    expect(source.opened).toEqual(['a', 'b', 'c', 'b']);
    expect([models.a.released, models.b.released, models.c.released]).toEqual([0, 1, 1]);
  });

  it('opens a model again when the name means other weights', async () => {
    const source = fakeSource({ a: fakeModel([]) });
    const host = createModelHost(source);
    await use(host, 'a');
    source.cards = [card('a', '2')];
    await use(host, 'a');
    expect(source.opened).toEqual(['a', 'a']);
  });

  it('sees a model that was deployed after the start, and forgets a removed one', async () => {
    const source = fakeSource({ a: fakeModel([]), b: fakeModel([]) });
    source.cards = [card('a')];
    const host = createModelHost(source);
    expect(await codeOf(host.lend('b'))).toBe('model_not_found');
    source.cards = [card('b')];
    await use(host, 'b');
    expect(await codeOf(host.lend('a'))).toBe('model_not_found');
  });

  it('goes on after a model that cannot be opened', async () => {
    const source = fakeSource({ a: fakeModel([]) });
    const open = source.open;
    source.open = async () => {
      throw new Error('no disk');
    };
    const host = createModelHost(source);
    await expect(host.lend('a')).rejects.toThrow('no disk');
    source.open = open;
    await use(host, 'a');
  });

  it('frees models that nobody asked for in a while, and opens them again', async () => {
    vi.useFakeTimers();
    try {
      const a = fakeModel([]);
      const source = fakeSource({ a });
      const host = createModelHost(source, { idleMs: 1000 });
      await use(host, 'a');
      await vi.advanceTimersByTimeAsync(900);
      const lease = await host.lend('a');
      await vi.advanceTimersByTimeAsync(5000);
      expect(a.released).toBe(0);
      lease.release();
      await vi.advanceTimersByTimeAsync(1000);
      expect(a.released).toBe(1);
      await use(host, 'a');
      expect(source.opened).toEqual(['a', 'a']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('frees every model when it closes', async () => {
    const models = { a: fakeModel([]), b: fakeModel([]) };
    const host = createModelHost(fakeSource(models));
    await use(host, 'a');
    await use(host, 'b');
    await host.close();
    expect([models.a.released, models.b.released]).toEqual([1, 1]);
    expect(await codeOf(host.lend('a'))).toBe('server_shutting_down');
  });
});
