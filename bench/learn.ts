/**
 * Learning as a person goes through it, in the built app in a pseudo-terminal of 80 x 24: every lesson is opened from the list, from the key to
 * its title on the screen; then every cell that trains nothing is run, from the key to its whole output. `--lesson 05` looks at one lesson.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { loadLessons } from '../src/learn/lesson/load.js';
import type { Lesson } from '../src/learn/lesson/types.js';
import { cellsOf } from '../src/learn/run-lesson.js';
import type { Emit } from './app.js';
import { type Opened, openTerminal, requireBuild } from './terminal.js';

const [ENTER, ESCAPE, TAB, DOWN] = ['\r', '\u001b', '\t', '\u001b[B'];
/** What makes a cell one that trains, or that measures a training. */
const TRAINS = /\bfineTune\(|FineTuningWorkflow|FineTuningPipeline|TrainStep|trainStep|serveModel|warmUp|runLab/;
const RUNNING = /Esc stops it/;
const ENDED = /^(?![\s\S]*Esc stops it)[\s\S]*(as the lesson shows \(|not as the lesson|ended with an error|stopped)/;
/** A person's fingers. */
const PAUSE_MS = 60;
const MOST_TABS = 40;

/** Emits `lesson-open` (ms) and `lesson-cell` (ms), each the slowest, with the median. */
export async function benchLearn(emit: Emit, only?: string): Promise<void> {
  requireBuild();
  const lessons = (await loadLessons()).filter(({ id }) => only === undefined || id.startsWith(only));
  const home = mkdtempSync(join(tmpdir(), 'vishesh-bench-learn-'));
  const app = openTerminal(home);
  try {
    await app.shows(/❯ First run|❯ Fine-tune on a file/);
    await pointTo(app, /❯ Learn/);
    app.write(ENTER);
    await app.shows(/lessons done/);
    const opened: Timed[] = [];
    const cells: Timed[] = [];
    for (const lesson of lessons) {
      await pointTo(app, new RegExp(`❯ . ${lesson.id.slice(0, 2)} `));
      await sleep(PAUSE_MS);
      const title = new RegExp(`^ ${lesson.id.slice(0, 2)}\\. `, 'm');
      opened.push(await timed(app, lesson.id, ENTER, [title]));
      cells.push(...(await runCells(app, lesson)));
      app.write(ESCAPE);
      await app.shows(/lessons done/);
    }
    emit({ ...slowest('lesson-open', opened), lessons: opened.length, limit: 150 });
    emit({ ...slowest('lesson-cell', cells), cells: cells.length, limit: 1500 });
    app.write('q');
    await app.exited;
  } finally {
    app.kill();
    rmSync(home, { recursive: true, force: true });
  }
}

interface Timed {
  name: string;
  ms: number;
  /** Computed by the app and the cells that it ran; what a quiet machine would hardly exceed. NaN where the system does not tell. */
  cpuMs: number;
}

/** From a key to what it shows. */
async function timed(app: Opened, name: string, key: string, shows: readonly RegExp[]): Promise<Timed> {
  const before = cpuMs(app.pid);
  app.write(key);
  let ms = Number.NaN;
  for (const what of shows) ms = await app.shows(what);
  const cost = { name, ms: Math.round(ms), cpuMs: cpuMs(app.pid) - before };
  console.error(`${cost.name}: ${cost.ms} ms, ${cost.cpuMs} ms of computing`);
  return cost;
}

/** Of a process and its children that have ended, in hundredths of a second by Linux (proc(5): fields 14 to 17). */
function cpuMs(pid: number): number {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return Number.NaN;
  const stat = readFileSync(path, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return 10 * fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
}

async function runCells(app: Opened, lesson: Lesson): Promise<Timed[]> {
  const cells: Timed[] = [];
  for (const { id, code } of cellsOf(lesson)) {
    if (TRAINS.test(code)) continue;
    await pointTo(app, new RegExp(`❯ . cell ${id}\\b`), TAB);
    await sleep(PAUSE_MS);
    // The verdict stands under the whole output; one of a cell before may be in sight, too.
    const run = await timed(app, `${lesson.id} ${id}`, ENTER, [RUNNING, ENDED]);
    if (!/as the lesson shows \(/.test(app.text())) throw new Error(`${lesson.id} ${id}:\n${app.text()}`);
    cells.push(run);
  }
  return cells;
}

/** Presses a key until the screen shows it. The next press waits for the pointer to have moved, however slow the machine is. */
async function pointTo(app: Opened, what: RegExp, key = DOWN): Promise<void> {
  const pointed = (): string =>
    app
      .text()
      .split('\n')
      .filter((line) => line.includes('❯'))
      .join();
  for (let presses = 0; !what.test(app.text()); presses++) {
    if (presses > MOST_TABS) throw new Error(`nothing shows ${what}:\n${app.text()}`);
    const before = pointed();
    app.write(key);
    for (let waits = 0; pointed() === before && waits < 500; waits++) await sleep(10);
  }
}

function slowest(name: string, all: readonly Timed[]) {
  const byTime = all.toSorted((a, b) => a.ms - b.ms);
  const last = byTime.at(-1);
  const p50 = byTime[Math.floor(byTime.length / 2)]?.ms;
  const mostCpu = Math.max(...all.map((one) => one.cpuMs));
  return { name, value: last?.ms ?? Number.NaN, unit: 'ms', slowest: last?.name, p50, cpuMs: mostCpu };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { lesson: { type: 'string' } }, strict: false });
  await benchLearn(
    (row) => console.log(JSON.stringify(row)),
    typeof values.lesson === 'string' ? values.lesson : undefined,
  );
}
