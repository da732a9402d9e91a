/** Ctrl+C, SIGTERM and a closed terminal end a command in good order: one word about what is left behind, and the exit code of the signal. */
import { Problem } from '../base/error.js';
import type { Localized } from '../base/localized.js';
import type { CommandIo } from './io.js';

/** What stays behind when a command is interrupted. */
export interface Left {
  message: Localized;
  where?: string;
  next: Localized;
}

const NOTHING_LEFT: Left = {
  message: { en: 'Interrupted; nothing is left half-done.', hi: 'Rok diya; kuch bhi adhoora nahi chhoda.' },
  next: { en: 'Run the command again.', hi: 'Command phir se chalao.' },
};

const EXIT_CODES: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Time for what is under way to give up; then the process ends all the same. Work that only reads has nothing to give up. */
const GRACE_MS = { reading: 50, working: 3000 };

/**
 * Gives the exit code of `work`, or 130 (SIGINT), 143 (SIGTERM) or 129 (SIGHUP). `stop` is called once, at the signal; nothing that the work
 * still says reaches the output after it. A second SIGINT or SIGTERM ends the process at once; SIGHUP comes twice by itself, from the
 * terminal and from the shell in it.
 */
export async function interruptible<Io extends Pick<CommandIo, 'json' | 'lang' | 'out' | 'progress'>>(
  io: Io,
  work: (io: Io) => Promise<number>,
  stop?: () => Left,
): Promise<number> {
  let over = false;
  let end = (_code: number): void => {};
  const interrupted = new Promise<number>((resolve) => {
    end = resolve;
  });
  const onSignal = (signal: NodeJS.Signals): void => {
    if (over) return;
    const code = EXIT_CODES[signal] ?? 1;
    over = true;
    release();
    tellInterrupted(io, stop?.() ?? NOTHING_LEFT);
    setTimeout(() => process.exit(code), stop ? GRACE_MS.working : GRACE_MS.reading).unref();
    end(code);
  };
  const release = (): void => void process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal);
  const own: Io = {
    ...io,
    out: (text) => (over ? undefined : io.out(text)),
    progress: (text) => (over ? undefined : io.progress(text)),
  };
  try {
    return await Promise.race([work(own), interrupted]);
  } finally {
    release();
    if (!over) process.off('SIGHUP', onSignal);
  }
}

/**
 * Gives the exit code of `work`, which clears away what it wrote when its signal is aborted; then 130 (SIGINT), 143 (SIGTERM) or 129
 * (SIGHUP). A second SIGINT or SIGTERM ends the process at once; SIGHUP comes twice by itself, from the terminal and from the shell in it.
 */
export async function clearingUp(
  io: Pick<CommandIo, 'json' | 'lang' | 'out' | 'progress'>,
  left: Left,
  work: (signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const interrupt = new AbortController();
  let code = 0;
  const onSignal = (signal: NodeJS.Signals): void => {
    code = EXIT_CODES[signal] ?? 1;
    interrupt.abort(signal);
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal).on('SIGHUP', onSignal);
  try {
    return await work(interrupt.signal);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    tellInterrupted(io, left);
    return code;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal).off('SIGHUP', onSignal);
  }
}

/** On stderr in words, with --json as an error object on stdout. */
export function tellInterrupted(
  io: Pick<CommandIo, 'json' | 'lang' | 'out' | 'progress'>,
  { message, where, next }: Left,
): void {
  const error = new Problem({ code: 'interrupted', message, next, ...(where === undefined ? {} : { where }) });
  const said = error.toJSON(io.lang);
  if (io.json) io.out(JSON.stringify({ error: said }));
  else io.progress(`\n${said.message}\n  ${said.next}\n`);
}

/** A job does not need the command that follows it. */
export function jobLeft(jobId: string, goesOn: boolean): Left {
  if (!goesOn)
    return {
      message: { en: `Interrupted; job ${jobId} had ended.`, hi: `Rok diya; job ${jobId} khatam ho chuka tha.` },
      where: jobId,
      next: { en: `See its result: vishesh jobs show ${jobId}`, hi: `Result dekho: vishesh jobs show ${jobId}` },
    };
  return {
    message: {
      en: `No longer following; job ${jobId} goes on in the background.`,
      hi: `Ab dekh nahi rahe; job ${jobId} background mein chal raha hai.`,
    },
    where: jobId,
    next: { en: `To stop it: vishesh jobs cancel ${jobId}`, hi: `Rokne ke liye: vishesh jobs cancel ${jobId}` },
  };
}
