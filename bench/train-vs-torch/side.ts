/**
 * One of the programs that take training steps in turns. Each is a process that says `{"ready": …}` on a line, answers every line `step` with
 * `{"seconds": …}`, and the line `end` with its peak memory and last loss.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { trainingEnvironment } from '../../src/engine/train/process-environment.js';

export interface Side {
  name: string;
  /** Of every step so far. */
  seconds: number[];
  ready: Promise<void>;
  step(): Promise<void>;
  end(): Promise<{ peakRssBytes: number; loss: number }>;
  stop(): void;
}

export function startSide(name: string, command: string, args: string[]): Side {
  // The C library's settings for training help all sides alike.
  const child = spawn(command, args, { env: trainingEnvironment(process.env), stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const seconds: number[] = [];
  const answer = async (): Promise<Record<string, number>> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${name} ended before its time`);
    return JSON.parse(value);
  };
  const ask = (request: string) => {
    child.stdin.write(`${request}\n`);
    return answer();
  };
  return {
    name,
    seconds,
    ready: answer().then((said) => console.error(`${name}: ${JSON.stringify(said)}`)),
    async step() {
      seconds.push((await ask('step')).seconds ?? Number.NaN);
    },
    async end() {
      const { peakRssBytes = Number.NaN, loss = Number.NaN } = await ask('end');
      return { peakRssBytes, loss };
    },
    stop: () => child.kill(),
  };
}
