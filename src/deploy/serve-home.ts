/** A server for everything in one home: its deployed models and the base models in its cache. */
import { randomUUID } from 'node:crypto';
import packageJson from '../../package.json' with { type: 'json' };
import { say } from '../base/localized.js';
import { isLoopback } from './guards.js';
import { createModelHost, type ModelSource } from './model-host.js';
import { homeModels } from './servable.js';
import { type RunningServer, startServer } from './serve.js';
import { claimRecord, ownsRecord, releaseRecord } from './server-record.js';

/** A server that cannot be recorded must not keep its process alive. */
const closeFirst =
  (server: RunningServer) =>
  async (error: unknown): Promise<never> => {
    await server.close();
    throw error;
  };

export const SERVER_VERSION: string = packageJson.version;
export const DEFAULT_PORT = 8787;
/** How often a server looks whether its home still names it. */
const WATCH_MS = 2000;

export interface ServeHomeOptions {
  home: string;
  host: string;
  port: number;
  apiKey?: string;
  log?: (line: string) => void;
  /** Where models come from; by default the home. */
  models?: ModelSource;
}

export interface HomeServer extends RunningServer {
  /** Whether `<home>/server.json` names this server, so that other commands find it. */
  recorded: boolean;
  /** Calls back once when the record is gone or names another server (the home was removed, say). */
  onLost(callback: () => void): void;
}

/** Starts the server of a home that exists. It becomes the home's own server when anybody on this machine may use it and no other is. */
export async function serveHome(options: ServeHomeOptions): Promise<HomeServer> {
  const { home, host, port, apiKey, log = () => undefined } = options;
  const source =
    options.models ??
    homeModels(home, (problem) =>
      log(`skipped ${problem.where}: ${say(problem.text, 'en')} ${say(problem.next, 'en')}`),
    );
  const instance = randomUUID();
  const server = await startServer({
    host,
    port,
    models: createModelHost(source),
    about: { version: SERVER_VERSION, instance },
    log,
    ...(apiKey !== undefined && { apiKey }),
  });
  const record = {
    version: 1 as const,
    pid: process.pid,
    instance,
    endpoint: server.endpoint,
    program: SERVER_VERSION,
    startedAt: new Date().toISOString(),
  };
  const recorded =
    isLoopback(host) && apiKey === undefined && (await claimRecord(home, record).catch(closeFirst(server)));
  let lost = (): void => undefined;
  const watch = setInterval(async () => {
    if (!recorded || (await ownsRecord(home, instance).catch(() => false))) return;
    clearInterval(watch);
    lost();
  }, WATCH_MS);
  watch.unref();
  return {
    ...server,
    recorded,
    onLost(callback) {
      lost = callback;
    },
    async close() {
      clearInterval(watch);
      if (recorded) await releaseRecord(home, instance);
      await server.close();
    },
  };
}
