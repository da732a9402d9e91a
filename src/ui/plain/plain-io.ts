/** Questions and answers line by line: nothing moves the cursor, nothing is drawn over, so that a screen reader can follow. */
import { createInterface } from 'node:readline';

export interface PlainIo {
  say(text: string): void;
  /** The answer without spaces around it; null when the input has ended. */
  ask(question: string): Promise<string | null>;
  /** A part of a line, for an answer that comes in pieces. */
  write(text: string): void;
  close(): void;
}

/** Lines that arrive before they are asked for are kept, so that a file of answers works as fingers do. */
export function plainIo(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): PlainIo {
  const reader = createInterface({ input, terminal: false });
  const lines: string[] = [];
  let waiting: ((line: string | null) => void) | null = null;
  let ended = false;
  reader.on('line', (line) => {
    const asker = waiting;
    waiting = null;
    if (asker) asker(line);
    else lines.push(line);
  });
  reader.on('close', () => {
    ended = true;
    waiting?.(null);
    waiting = null;
  });
  const next = (): Promise<string | null> => {
    const line = lines.shift();
    if (line !== undefined) return Promise.resolve(line);
    if (ended) return Promise.resolve(null);
    return new Promise((resolve) => {
      waiting = resolve;
    });
  };
  return {
    say: (text) => void output.write(`${text}\n`),
    write: (text) => void output.write(text),
    ask: async (question) => {
      output.write(`${question} `);
      return (await next())?.trim() ?? null;
    },
    close: () => reader.close(),
  };
}

/** One of a numbered list, by its number; asks again for anything else. Null at the end of the input. */
export async function choose(
  io: PlainIo,
  question: string,
  options: readonly string[],
  fallback?: number,
): Promise<number | null> {
  options.forEach((option, i) => {
    io.say(`${i + 1}. ${option}`);
  });
  for (;;) {
    const answer = await io.ask(question);
    if (answer === null) return null;
    if (answer === '' && fallback !== undefined) return fallback;
    const number = Number(answer);
    if (Number.isInteger(number) && number >= 1 && number <= options.length) return number - 1;
  }
}
