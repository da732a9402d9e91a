/** Reads the arguments, runs one command, and turns every failure into a message with one next step and an exit code. */
import { resolve } from 'node:path';
import { CommanderError } from 'commander';
import { Problem } from '../base/error.js';
import { harmlessText } from '../base/harmless.js';
import { checkHome, homeFolder } from '../base/home.js';
import { type Lang, say } from '../base/localized.js';
import { systemProblem } from '../base/system-problem.js';
import { writeErrorLog } from './error-log.js';
import type { CommandIo } from './io.js';
import { buildProgram } from './program.js';
import { unknownCommand } from './unknown-command.js';
import { usageWords } from './usage-words.js';

/** The exit code: 0 done, 1 the thing asked about failed, 2 usage or unreadable input, 3 a bug. */
export async function main(given: string[]): Promise<number> {
  let exitCode = 0;
  let io = ioFrom({}, given);
  const program = buildProgram(async (global, run) => {
    io = ioFrom(global, given);
    await checkHome(io.home);
    exitCode = await run(io);
  }, io.json);
  const commands = program.commands.map((command) => command.name());
  const args = asHelp(given, commands);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.code === 'commander.help' && error.exitCode !== 0)
      return failure(unknownCommand(args.find((arg) => arg !== 'help' && !arg.startsWith('-')) ?? '', commands), io);
    const named = args.find((arg) => commands.includes(arg)) ?? null;
    if (error instanceof CommanderError) return usageError(error, io, named);
    return failure(error, io);
  }
}

/** `help [command]` beside flags of any command is that command's own --help, which knows them. */
function asHelp(args: string[], commands: readonly string[]): string[] {
  const isFlag = args.map((arg, i) => arg.startsWith('-') || /^--(lang|home)$/.test(args[i - 1] ?? ''));
  const [first, ...words] = args.filter((_, i) => !isFlag[i]);
  const [command] = words;
  if (first !== 'help' || (command !== undefined && !commands.includes(command))) return args;
  return [...words, ...args.filter((_, i) => isFlag[i]), '--help'];
}

interface GlobalFlags {
  json?: boolean;
  lang?: string;
  home?: string;
  plain?: boolean;
  debug?: boolean;
}

function ioFrom(flags: GlobalFlags, args: string[]): CommandIo {
  const asked = flags.lang ?? langOf(args) ?? process.env.VISHESH_LANG;
  const lang: Lang = asked === 'hi' ? 'hi' : 'en';
  return {
    json: flags.json ?? args.includes('--json'),
    lang,
    langGiven: asked !== undefined && asked !== '',
    home: resolve(flags.home ?? homeFolder()),
    plain: flags.plain ?? !process.stdout.isTTY,
    plainGiven: flags.plain === true,
    debug: flags.debug ?? args.includes('--debug'),
    out: (text) => void process.stdout.write(`${harmlessText(text)}\n`),
    progress: (text) => void process.stderr.write(text),
  };
}

/** The language asked for among arguments that could not be understood. */
function langOf(args: readonly string[]): string | undefined {
  const at = args.lastIndexOf('--lang');
  const given = args.findLast((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  return at === -1 ? given : args[at + 1];
}

/** `named`: the command that the arguments were for. */
function usageError(error: CommanderError, io: CommandIo, named: string | null): number {
  if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version' || error.exitCode === 0) return 0;
  const help = named === null ? 'vishesh --help' : `vishesh ${named} --help`;
  const next = { en: `See what is possible: ${help}`, hi: `Kya-kya chalta hai, dekho: ${help}` }[io.lang];
  printFailure(io, { code: 'usage', message: say(usageWords(error), io.lang), where: null, next }, null);
  return 2;
}

function failure(thrown: unknown, io: CommandIo): number {
  const error = systemProblem(thrown);
  if (error instanceof Problem && error.exitCode !== 3) {
    printFailure(io, error.toJSON(io.lang), io.debug ? error : null);
    return error.exitCode;
  }
  // A known place to look at, such as a log, is more use than our stack.
  if (error instanceof Problem && error.where !== undefined)
    printFailure(io, error.toJSON(io.lang), io.debug ? error : null);
  else printFailure(io, internal(error, io), io.debug ? error : null);
  return 3;
}

/** A bug: the message here, the stack in a log. */
function internal(error: unknown, io: CommandIo): FailureJson {
  const message = error instanceof Error ? error.message : String(error);
  const next = say(
    {
      en: 'This is a bug of ours. Report it with what stands in the log.',
      hi: 'Yeh humari galti hai. Log mein jo likha hai woh report karo.',
    },
    io.lang,
  );
  return { code: 'internal', message, where: writeErrorLog(io.home, error), next };
}

interface FailureJson {
  code: string;
  message: string;
  where: string | null;
  next: string;
}

function printFailure(io: CommandIo, failed: FailureJson, debug: unknown): void {
  if (io.json) io.out(JSON.stringify({ error: failed }));
  else {
    const [at, arrow] = io.lang === 'hi' ? ['jagah:', 'Ab kya karein'] : ['at', 'Next'];
    const text = `${failed.message}${failed.where ? `\n  ${at} ${failed.where}` : ''}\n  ${arrow}: ${failed.next}`;
    // It may quote somebody's file, which must not speak to the terminal.
    io.progress(`${harmlessText(text)}\n`);
  }
  if (debug instanceof Error) io.progress(`${debug.stack}\n${debug.cause instanceof Error ? debug.cause.stack : ''}\n`);
}
