/** `events.jsonl` on disk: one writer appends, many readers follow. A half-written last line is normal and ignored. */
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type JobEvent, jobEventSchema } from './events.js';

export const EVENTS_FILE = 'events.jsonl';
const POLL_MS = 150;
const CHUNK_BYTES = 1 << 18;
const NEWLINE = 10;

type StepEvent = Extract<JobEvent, { type: 'step' }>;

export interface EventLog {
  append(event: JobEvent): void;
  close(): void;
}

/** Opens the log for appending. Only the holder of the job's claim may. A half-written last line of a killed writer is cut off. */
export function openEventLog(jobDir: string): EventLog {
  const file = openSync(join(jobDir, EVENTS_FILE), 'a+');
  cutHalfLine(file);
  return {
    append(event) {
      const line = Buffer.from(`${JSON.stringify(event)}\n`);
      for (let done = 0; done < line.length; ) done += writeSync(file, line, done);
      // A step event may be lost with the machine's power; the others say what to do next.
      if (event.type !== 'step' && event.type !== 'stage') fsyncSync(file);
    },
    close: () => closeSync(file),
  };
}

export interface EventsRead {
  events: JobEvent[];
  /** 1-based numbers of whole lines that are not events at all. Lines of an unknown type are no fault: a newer version wrote them. */
  faults: number[];
}

/** All events so far. A missing file has none. */
export async function readEvents(jobDir: string): Promise<EventsRead> {
  const text = await readFile(join(jobDir, EVENTS_FILE), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n').slice(0, -1);
  const read: EventsRead = { events: [], faults: [] };
  for (const [index, line] of lines.entries()) {
    const parsed = parseLine(line);
    if (parsed === 'fault') read.faults.push(index + 1);
    else if (parsed !== null) read.events.push(parsed);
  }
  return read;
}

/** Hands all events so far to `take`, some at a time: a long log is never in memory as a whole. */
export async function eachEvents(jobDir: string, take: (events: JobEvent[]) => void): Promise<void> {
  for (let offset = 0; ; ) {
    const read = await readNewEvents(jobDir, offset);
    if (read.offset === offset) return;
    take(read.events);
    offset = read.offset;
  }
}

/**
 * The events after byte `offset` that are whole by now, and the offset after them: a reader keeps it and never reads a line twice.
 * At most a chunk at once (20,000 events are a few chunks); no events when there is nothing new.
 */
export async function readNewEvents(jobDir: string, offset: number): Promise<{ events: JobEvent[]; offset: number }> {
  const lines = await readLinesFrom(join(jobDir, EVENTS_FILE), offset);
  if (lines === null) return { events: [], offset };
  const events = lines.text.split('\n').flatMap((line) => {
    const parsed = line === '' ? null : parseLine(line);
    return parsed === null || parsed === 'fault' ? [] : [parsed];
  });
  return { events, offset: offset + lines.bytes };
}

/** Events from the first on, as they are written, until the signal is aborted. The file need not be there yet. */
export async function* followEvents(jobDir: string, signal: AbortSignal): AsyncGenerator<JobEvent> {
  for (let offset = 0; !signal.aborted; ) {
    const read = await readNewEvents(jobDir, offset);
    yield* read.events;
    if (read.offset === offset) await sleep(POLL_MS, undefined, { signal }).catch(() => {});
    offset = read.offset;
  }
}

/** The whole lines after `position`, at most a chunk of them (one line at least), or null when there is none yet. */
async function readLinesFrom(path: string, position: number): Promise<{ text: string; bytes: number } | null> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return null;
  try {
    for (let size = CHUNK_BYTES; ; size *= 2) {
      const buffer = Buffer.alloc(Math.min(size, Math.max(0, (await file.stat()).size - position)));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      const end = buffer.subarray(0, bytesRead).lastIndexOf(NEWLINE) + 1;
      if (end > 0) return { text: buffer.toString('utf8', 0, end), bytes: end };
      if (bytesRead < size) return null;
    }
  } finally {
    await file.close();
  }
}

function parseLine(line: string): JobEvent | 'fault' | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'fault';
  }
  if (isStep(value)) return value;
  const parsed = jobEventSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const known = jobEventSchema.options.some((option) => option.shape.type.safeParse(typeOf(value)).success);
  return known || typeOf(value) === undefined ? 'fault' : null;
}

const STEP_NUMBERS = [
  'at',
  'step',
  'epoch',
  'loss',
  'learningRate',
  'gradNorm',
  'tokens',
  'supervised',
  'seconds',
  'rssBytes',
] as const satisfies readonly (keyof StepEvent)[];

/** What nearly every line is, checked without the schema's copies: a log has tens of thousands of them. */
function isStep(value: unknown): value is StepEvent {
  if (typeof value !== 'object' || value === null || typeOf(value) !== 'step') return false;
  return (
    STEP_NUMBERS.every((name) => Number.isFinite(Reflect.get(value, name))) &&
    Number.isInteger(Reflect.get(value, 'step'))
  );
}

function typeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
}

function cutHalfLine(file: number): void {
  let end = fstatSync(file).size;
  const last = Buffer.alloc(4096);
  while (end > 0) {
    const from = Math.max(0, end - last.length);
    const bytes = readSync(file, last, 0, end - from, from);
    const newline = last.subarray(0, bytes).lastIndexOf(NEWLINE);
    end = newline >= 0 ? from + newline + 1 : from;
    if (newline >= 0) break;
  }
  ftruncateSync(file, end);
}
