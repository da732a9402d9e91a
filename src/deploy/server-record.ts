/** Disk and network: `<home>/server.json` says which server answers for a home; only its own answer proves that it still does. */
import { randomUUID } from 'node:crypto';
import { link, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../base/error.js';
import { readJson, writeAtomic } from '../base/files.js';

export const serverRecordSchema = z.object({
  version: z.literal(1),
  pid: z.int().positive(),
  /** Drawn at each start; `GET /health` repeats it. */
  instance: z.string().min(1),
  /** Base URL, ending in `/v1`. */
  endpoint: z.url(),
  /** Version of the program. */
  program: z.string(),
  startedAt: z.string(),
});
export type ServerRecord = z.infer<typeof serverRecordSchema>;

const HEALTH_TIMEOUT_MS = 5000;
const healthSchema = z.object({ status: z.literal('ok'), instance: z.string() });

export const recordPath = (home: string): string => join(home, 'server.json');
export const logPath = (home: string): string => join(home, 'server.log');

/** The record, or null when there is none or it is damaged (then the server, if any, cannot be known). */
export async function readRecord(home: string): Promise<ServerRecord | null> {
  try {
    return await readJson(recordPath(home), serverRecordSchema, 'Remove the file.');
  } catch (error) {
    if (error instanceof Problem) return null;
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw error;
  }
}

/** Whether the server of the record answers, and is the very one that wrote it. */
export async function answers({ endpoint, instance }: ServerRecord): Promise<boolean> {
  try {
    const response = await fetch(new URL('/health', endpoint), { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) });
    const health = healthSchema.safeParse(await response.json());
    return health.success && health.data.instance === instance;
  } catch {
    return false;
  }
}

/** The record of a server that answers, else null. */
export async function liveRecord(home: string): Promise<ServerRecord | null> {
  const record = await readRecord(home);
  return record !== null && (await answers(record)) ? record : null;
}

/** Makes this server the one of the home, which must exist. False when another one answers for it. */
export async function claimRecord(home: string, record: ServerRecord): Promise<boolean> {
  const draft = join(home, `.server.${randomUUID()}`);
  await writeAtomic(draft, `${JSON.stringify(record, null, 2)}\n`);
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        // A link fails when the name exists: of two servers that start together, one wins.
        await link(draft, recordPath(home));
        return true;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
      if ((await liveRecord(home)) !== null) return false;
      await rm(recordPath(home), { force: true });
    }
    return false;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Whether the home's record is still that of this instance. */
export async function ownsRecord(home: string, instance: string): Promise<boolean> {
  return (await readRecord(home))?.instance === instance;
}

export async function releaseRecord(home: string, instance: string): Promise<void> {
  if (await ownsRecord(home, instance)) await rm(recordPath(home), { force: true });
}
