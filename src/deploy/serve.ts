/** Listens on a host and port with the OpenAI-compatible app; ends by finishing what runs and refusing what comes. */
import { readFile } from 'node:fs/promises';
import { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Problem } from '../base/error.js';
import type { Localized } from '../base/localized.js';
import { systemReason } from '../base/system-reason.js';
import { createServer, type ServerOptions } from './app.js';
import { isLoopback } from './guards.js';

export interface ServeOptions extends Omit<ServerOptions, 'loopbackOnly'> {
  /** An address or a name; off loopback a key is required. */
  host: string;
  /** 0 takes any free port. */
  port: number;
}

export interface RunningServer {
  /** Base URL for OpenAI clients, ending in `/v1`. */
  endpoint: string;
  port: number;
  /** Refuses new requests, finishes the running answer, frees the models. May be called more than once. */
  close(): Promise<void>;
}

/** How long finished answers may take to reach their readers once the server is to end. */
const FLUSH_MS = 2000;

/** Throws a `Problem`: `api-key-required`, `port-in-use`, `cannot-listen`. */
export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const { host, port, apiKey, models } = options;
  const loopback = isLoopback(host);
  if (!loopback && apiKey === undefined) throw keyRequired(host);
  const app = createServer({ ...options, loopbackOnly: loopback });
  const server = createAdaptorServer({ fetch: app.fetch, hostname: host, overrideGlobalObjects: false });
  if (!(server instanceof Server)) throw new Error('expected a plain HTTP/1.1 server');
  const unused = unusedSockets(server);
  const address = await listen(server, host, port);
  const shown = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  let closing: Promise<void> | undefined;
  return {
    endpoint: `http://${shown}:${address.port}/v1`,
    port: address.port,
    close() {
      closing ??= (async () => {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        await models.close();
        // A connection becomes idle only when its last answer has been read; clients like to keep idle ones open.
        const idle = setInterval(() => server.closeIdleConnections(), 20);
        for (const socket of unused) socket.destroy();
        const late = setTimeout(() => server.closeAllConnections(), FLUSH_MS);
        await closed;
        clearInterval(idle);
        clearTimeout(late);
      })();
      return closing;
    },
  };
}

/** Connections that never carried a request: `closeIdleConnections` does not count them as idle, and clients open some in advance. */
function unusedSockets(server: Server): Set<Socket> {
  const unused = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  return unused;
}

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(host, port, error)));
    server.listen(port, host.replace(/^\[|\]$/g, ''), () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address);
      else reject(new Error('the server has no port'));
    });
  });
}

/** The key in a file: its text without surrounding white space. Throws a `Problem` `bad-api-key-file`. */
export async function readApiKey(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw badKeyFile(path, systemReason(cause), cause);
  });
  const key = text.trim();
  if (key === '') throw badKeyFile(path, { en: 'it is empty', hi: 'file khaali hai' });
  // A header carries visible ASCII; anything else could never be sent back as a key.
  if (!/^[\x21-\x7e]+$/.test(key))
    throw badKeyFile(path, {
      en: 'a key is one word of visible ASCII characters',
      hi: 'key ASCII akshron ka ek hi shabd hoti hai',
    });
  return key;
}

const keyRequired = (host: string): Problem =>
  new Problem({
    code: 'api-key-required',
    message: {
      en: `${host} can be reached from other machines, so the server needs an API key.`,
      hi: `${host} tak doosri machines pahunch sakti hain, isliye server ko API key chahiye.`,
    },
    where: host,
    next: {
      en: 'Give --api-key-file FILE, or serve on 127.0.0.1.',
      hi: '--api-key-file FILE do, ya 127.0.0.1 par serve karo.',
    },
  });

const badKeyFile = (path: string, why: Localized, cause?: unknown): Problem =>
  new Problem({
    code: 'bad-api-key-file',
    message: { en: `The API key cannot be read: ${why.en}.`, hi: `API key padhi nahi ja saki: ${why.hi}.` },
    where: path,
    next: { en: 'Write one line with the key into the file.', hi: 'File me ek line me key likho.' },
    cause,
  });

function cannotListen(host: string, port: number, error: NodeJS.ErrnoException): Problem {
  const where = `${host}:${port}`;
  if (error.code === 'EADDRINUSE')
    return new Problem({
      code: 'port-in-use',
      message: {
        en: `Port ${port} is already in use.`,
        hi: `Port ${port} pehle se koi aur use kar raha hai.`,
      },
      where,
      next: {
        en: 'Choose another with --port (0 takes any free one).',
        hi: '--port se doosra chuno (0 koi bhi khaali port le leta hai).',
      },
      cause: error,
    });
  const why = systemReason(error);
  return new Problem({
    code: 'cannot-listen',
    message: {
      en: `The server cannot listen there: ${why.en}`,
      hi: `Server wahan listen nahi kar sakta: ${why.hi}`,
    },
    where,
    next: {
      en: 'Use --host 127.0.0.1 and a port above 1023.',
      hi: '--host 127.0.0.1 aur 1023 se upar ka port use karo.',
    },
    cause: error,
  });
}
