import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVENTS_FILE, followEvents, openEventLog, readEvents, readNewEvents } from '../../src/jobs/event-log.js';
import type { JobEvent } from '../../src/jobs/events.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vishesh-events-'));
  file = join(folder, EVENTS_FILE);
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const checkpoint = (step: number): JobEvent => ({ type: 'checkpoint', at: step, step });
const lineOf = (event: JobEvent): string => `${JSON.stringify(event)}\n`;

function append(...events: JobEvent[]): void {
  const log = openEventLog(folder);
  for (const event of events) log.append(event);
  log.close();
}

describe('event log', () => {
  it('gives back what was appended, over several openings', async () => {
    append(checkpoint(1), checkpoint(2));
    append(checkpoint(3));
    expect(await readEvents(folder)).toEqual({ events: [1, 2, 3].map(checkpoint), faults: [] });
  });

  it('has no events before there is a file', async () => {
    expect(await readEvents(join(folder, 'nowhere'))).toEqual({ events: [], faults: [] });
    expect(await readNewEvents(folder, 0)).toEqual({ events: [], offset: 0 });
  });

  it('ignores a half-written last line, and cuts it off when the next runner appends', async () => {
    append(checkpoint(1));
    await appendFile(file, '{"type":"checkpoint","at":2,"st');
    expect((await readEvents(folder)).events).toEqual([checkpoint(1)]);
    append(checkpoint(3));
    expect(await readFile(file, 'utf8')).toBe(lineOf(checkpoint(1)) + lineOf(checkpoint(3)));
  });

  it('cuts off a half-written first line, and one longer than a disk page', async () => {
    await writeFile(file, '{"type":"che');
    append(checkpoint(1));
    await appendFile(file, `{"type":"${'x'.repeat(10_000)}`);
    append(checkpoint(2));
    expect(await readEvents(folder)).toEqual({ events: [checkpoint(1), checkpoint(2)], faults: [] });
  });

  it('names a bad line in the middle, and passes over types of a newer version', async () => {
    await writeFile(file, `${lineOf(checkpoint(1))}garbage\n{"type":"from-the-future","at":1}\n{"type":"step"}\n`);
    expect(await readEvents(folder)).toEqual({ events: [checkpoint(1)], faults: [2, 4] });
  });
});

describe('a reader', () => {
  it('reads on from its offset, and a line only when it is whole', async () => {
    append(checkpoint(1));
    const first = await readNewEvents(folder, 0);
    expect(first.events).toEqual([checkpoint(1)]);
    const line = lineOf(checkpoint(2));
    await appendFile(file, line.slice(0, 10));
    expect(await readNewEvents(folder, first.offset)).toEqual({ events: [], offset: first.offset });
    await appendFile(file, line.slice(10));
    expect((await readNewEvents(folder, first.offset)).events).toEqual([checkpoint(2)]);
  });

  it('keeps its place among characters of several bytes', async () => {
    const warning: JobEvent = { type: 'warning', at: 1, code: 'x', message: { en: 'é 🙂 विशेष', hi: 'ñ' } };
    append(warning);
    const { offset } = await readNewEvents(folder, 0);
    append(checkpoint(2));
    expect((await readNewEvents(folder, offset)).events).toEqual([checkpoint(2)]);
  });

  it('follows a log that is not there yet, to what is appended later, until it is told to stop', async () => {
    const abort = new AbortController();
    const seen: JobEvent[] = [];
    const following = (async () => {
      for await (const event of followEvents(folder, abort.signal)) {
        seen.push(event);
        if (seen.length === 1) append(checkpoint(2), checkpoint(3));
        if (seen.length === 3) abort.abort();
      }
    })();
    append(checkpoint(1));
    await following;
    expect(seen).toEqual([1, 2, 3].map(checkpoint));
  });

  it('reads 20,000 events in a few pieces, each line once', async () => {
    const events = Array.from({ length: 20_000 }, (_, i) => checkpoint(i));
    await writeFile(file, events.map(lineOf).join(''));
    let [offset, pieces] = [0, 0];
    const seen: JobEvent[] = [];
    for (;;) {
      const read = await readNewEvents(folder, offset);
      if (read.offset === offset) break;
      seen.push(...read.events);
      offset = read.offset;
      pieces++;
    }
    expect(seen).toEqual(events);
    expect(pieces).toBeLessThan(5);
  });

  it('can read a line longer than its buffer', async () => {
    const long: JobEvent = { type: 'warning', at: 1, code: 'x', message: { en: 'a'.repeat(3_000_000), hi: '' } };
    await writeFile(file, lineOf(long) + lineOf(checkpoint(2)));
    const { events, offset } = await readNewEvents(folder, 0);
    expect(events[0]).toEqual(long);
    expect((await readNewEvents(folder, offset)).events.concat(events.slice(1))).toEqual([checkpoint(2)]);
  });
});
