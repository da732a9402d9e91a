/** `vishesh serve`: step 8, the OpenAI-compatible HTTP API for every model of the home, in the foreground; and the one in the background. */
import { Problem } from '../base/error.js';
import { makeFolder } from '../base/files.js';
import { type Localized, say } from '../base/localized.js';
import { readApiKey } from '../deploy/serve.js';
import { type HomeServer, serveHome } from '../deploy/serve-home.js';
import { serverStatus, stopServer } from '../deploy/server-process.js';
import type { CommandIo } from './io.js';

export interface ServeFlags {
  host: string;
  port: number;
  apiKeyFile?: string;
  stop?: boolean;
  status?: boolean;
}

export async function serveCommand(flags: ServeFlags, io: CommandIo): Promise<number> {
  if (flags.stop) return stop(io);
  if (flags.status) return status(io);
  const apiKey = flags.apiKeyFile === undefined ? undefined : await readApiKey(flags.apiKeyFile);
  await makeFolder(io.home);
  const server = await serveHome({
    home: io.home,
    host: flags.host,
    port: flags.port,
    log: (line) => io.progress(`${line}\n`),
    ...(apiKey !== undefined && { apiKey }),
  }).catch(async (error: unknown) => {
    throw (await ownServerThere(error, flags.port, io.home)) ?? error;
  });
  // Printed at once, also with --json: programs wait for this line to know the port.
  if (io.json) io.out(JSON.stringify({ endpoint: server.endpoint, pid: process.pid, status: 'serving' }));
  else io.out(`${say(WORDS.serving, io.lang)} ${server.endpoint}\n${say(WORDS.howToStop, io.lang)}`);
  return untilSignal(server, io);
}

/** The port is most often taken by the server that `run` or the app has left running for this home. */
async function ownServerThere(error: unknown, port: number, home: string): Promise<Problem | null> {
  if (!(error instanceof Problem) || error.code !== 'port-in-use') return null;
  const own = await serverStatus(home);
  if (own === null || new URL(own.endpoint).port !== String(port)) return null;
  return new Problem({
    code: 'port-in-use',
    message: {
      en: `The server of this home runs on port ${port} already (process ${own.pid}), with every tuned model.`,
      hi: `Is home ka server port ${port} par pehle se chal raha hai (process ${own.pid}), saare tuned models ke saath.`,
    },
    where: own.endpoint,
    next: { en: 'Use it, or stop it: vishesh serve --stop', hi: 'Usi ko use karo, ya band karo: vishesh serve --stop' },
    cause: error,
  });
}

/** Runs until the first SIGINT, SIGTERM or SIGHUP, then ends in good order; a second one, but of SIGHUP, ends at once. Gives its exit code. */
function untilSignal(server: HomeServer, io: CommandIo): Promise<number> {
  return new Promise((resolve, reject) => {
    let ending = false;
    const end = (code: number) => (): void => {
      if (ending) process.exit(code);
      ending = true;
      io.progress(`${say(WORDS.ending, io.lang)}\n`);
      server.close().then(() => resolve(code), reject);
    };
    process.on('SIGINT', end(130));
    process.on('SIGTERM', end(143));
    // A closed terminal says it twice: itself, and the shell that ran in it.
    process.on('SIGHUP', () => ending || end(129)());
  });
}

async function status(io: CommandIo): Promise<number> {
  const record = await serverStatus(io.home);
  const running = record !== null;
  if (io.json)
    io.out(
      JSON.stringify({
        running,
        endpoint: record?.endpoint ?? null,
        pid: record?.pid ?? null,
        startedAt: record?.startedAt ?? null,
      }),
    );
  else if (record) io.out(`${say(WORDS.serving, io.lang)} ${record.endpoint} (pid ${record.pid}, ${record.startedAt})`);
  else io.out(say(WORDS.none, io.lang));
  return 0;
}

async function stop(io: CommandIo): Promise<number> {
  const stopped = await stopServer(io.home);
  io.out(io.json ? JSON.stringify({ stopped }) : say(stopped ? WORDS.stopped : WORDS.none, io.lang));
  return 0;
}

const WORDS = {
  serving: { en: 'serving at', hi: 'serve ho raha hai:' },
  howToStop: { en: 'Ctrl+C stops it.', hi: 'Ctrl+C se band hoga.' },
  ending: {
    en: 'finishing the running answer, then stopping (Ctrl+C again: at once)',
    hi: 'chal raha jawab poora karke band ho raha hai (turant ke liye phir Ctrl+C)',
  },
  none: { en: 'No server is running for this home.', hi: 'Is home ka koi server nahi chal raha.' },
  stopped: { en: 'The server has stopped.', hi: 'Server band ho gaya.' },
} satisfies Record<string, Localized>;
