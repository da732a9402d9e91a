/** `vishesh chat MODEL`: talk to any base or tuned model; one question with --prompt, else a conversation in the terminal. */
import { createInterface } from 'node:readline/promises';
import { Problem } from '../base/error.js';
import { type Localized, say } from '../base/localized.js';
import type { Message } from '../data/types.js';
import { ApiError } from '../deploy/api-error.js';
import { ask } from '../deploy/conversation.js';
import type { ServedModel } from '../deploy/model-host.js';
import { openServable } from '../deploy/servable.js';
import { drawsOf, limitsOf } from '../models/limits.js';
import type { CommandIo } from './io.js';

export interface ChatFlags {
  model: string;
  prompt?: string;
  system?: string;
  maxTokens: number;
  temperature: number;
  seed: number;
  /** Answers drawn, of which the likeliest is given. */
  bestOf?: number;
}

/** Where a conversation takes place; the real one is stdin and stdout. */
export interface ChatTerminal {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  interactive: boolean;
}

const realTerminal = (): ChatTerminal => ({
  input: process.stdin,
  output: process.stdout,
  interactive: process.stdin.isTTY === true && process.stdout.isTTY === true,
});

export async function chatCommand(
  given: ChatFlags,
  io: CommandIo,
  terminal: ChatTerminal = realTerminal(),
  open: (home: string, model: string) => Promise<ServedModel> = openServable,
): Promise<number> {
  const flags = { ...given, bestOf: given.bestOf ?? drawsOf(given.model) };
  if (flags.prompt === undefined && (io.json || !terminal.interactive)) throw noTerminal();
  if (flags.prompt?.trim() === '') throw emptyPrompt();
  io.progress(`${say(WORDS.opening, io.lang)} ${flags.model}\n`);
  const limits = limitsOf(flags.model);
  if (limits) io.progress(`${say(limits, io.lang)}\n`);
  const model = await open(io.home, flags.model);
  try {
    return flags.prompt === undefined
      ? await converse(model, flags, io, terminal)
      : await askOnce(model, flags, flags.prompt, io, terminal);
  } finally {
    await model.generator.release();
  }
}

const opening = ({ system }: ChatFlags): Message[] =>
  system === undefined ? [] : [{ role: 'system', content: system }];

async function askOnce(
  model: ServedModel,
  flags: ChatFlags,
  prompt: string,
  io: CommandIo,
  { output }: ChatTerminal,
): Promise<number> {
  const messages: Message[] = [...opening(flags), { role: 'user', content: prompt }];
  const stream = io.json ? undefined : (piece: string): void => void output.write(piece);
  const answer = await ask(model, messages, flags, stream).catch(asProblem);
  if (!io.json) output.write('\n');
  else {
    const { text, finishReason, promptTokens, completionTokens } = answer;
    const counts = { promptTokens, completionTokens, bestOf: flags.bestOf };
    io.out(JSON.stringify({ model: flags.model, text, finishReason, ...counts }));
  }
  return 0;
}

/** Reads lines until /exit, the end of the input or Ctrl+C at the prompt. Ctrl+C during an answer stops only the answer. */
async function converse(
  model: ServedModel,
  flags: ChatFlags,
  io: CommandIo,
  { input, output }: ChatTerminal,
): Promise<number> {
  const lines = createInterface({ input, output, terminal: !io.plain });
  let answering: AbortController | null = null;
  let exitCode = 0;
  let closed = false;
  lines.on('close', () => {
    closed = true;
  });
  lines.on('SIGINT', () => {
    if (answering) return answering.abort();
    exitCode = 130;
    lines.close();
  });
  output.write(`${say(WORDS.help, io.lang)}\n`);
  lines.setPrompt('> ');
  lines.prompt();
  let history = opening(flags);
  for await (const line of lines) {
    const said = line.trim();
    if (said === '/exit') break;
    if (said === '/new') history = opening(flags);
    else if (said !== '') {
      answering = new AbortController();
      history = await reply({ model, flags, io, output, history, signal: answering.signal }, said);
      answering = null;
    }
    if (!closed) lines.prompt();
  }
  lines.close();
  output.write('\n');
  return exitCode;
}

interface Turn {
  model: ServedModel;
  flags: ChatFlags;
  io: CommandIo;
  output: NodeJS.WritableStream;
  history: Message[];
  signal: AbortSignal;
}

/** Answers one line; gives the conversation after it. A failed or stopped answer leaves the conversation as it was. */
async function reply({ model, flags, io, output, history, signal }: Turn, said: string): Promise<Message[]> {
  const messages: Message[] = [...history, { role: 'user', content: said }];
  try {
    const { text } = await ask(model, messages, flags, (piece) => void output.write(piece), signal);
    output.write('\n');
    return [...messages, { role: 'assistant', content: text }];
  } catch (error) {
    if (signal.aborted) output.write(`\n(${say(WORDS.stopped, io.lang)})\n`);
    else if (error instanceof ApiError || error instanceof Problem)
      output.write(
        `\n${error instanceof Problem ? say(error.text, io.lang) : error.message}\n${say(WORDS.anew, io.lang)}\n`,
      );
    else throw error;
    return history;
  }
}

/** What the server says with a status, the command line says with an exit code. */
function asProblem(error: unknown): never {
  if (!(error instanceof ApiError)) throw error;
  throw new Problem({
    code: (error.body.error.code ?? 'refused').replaceAll('_', '-'),
    message: error.message,
    next: { en: 'Change the prompt and ask again.', hi: 'Prompt badal kar phir poochho.' },
    cause: error,
  });
}

const emptyPrompt = (): Problem =>
  new Problem({
    code: 'empty-prompt',
    message: { en: 'The question is empty.', hi: 'Sawaal khaali hai.' },
    next: { en: 'Write it behind --prompt, in quotes.', hi: '--prompt ke baad quotes mein sawaal likho.' },
  });

const noTerminal = (): Problem =>
  new Problem({
    code: 'no-terminal',
    message: {
      en: 'A conversation needs a terminal, and this is not one.',
      hi: 'Baat-cheet ke liye terminal chahiye, aur yeh terminal nahi hai.',
    },
    next: { en: 'Ask one question with --prompt TEXT.', hi: '--prompt TEXT se ek sawaal poochho.' },
  });

const WORDS = {
  opening: { en: 'opening', hi: 'khul raha hai:' },
  help: {
    en: '/new begins again, /exit ends, Ctrl+C stops an answer.',
    hi: '/new se nayi baat, /exit se band, Ctrl+C se jawab rukta hai.',
  },
  stopped: { en: 'stopped', hi: 'rok diya' },
  anew: { en: 'Begin again with /new.', hi: '/new se phir shuru karo.' },
} satisfies Record<string, Localized>;
