/** Disk: `<home>/deployments/`, one JSON file for each deployed model. */
import { randomUUID } from 'node:crypto';
import { access, link, readdir, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../base/error.js';
import { makeFolder, readJson, writeAtomic } from '../base/files.js';
import { deploymentsFolder } from '../base/home.js';
import { systemReason } from '../base/system-reason.js';
import { isKnownModel } from '../models/resolve.js';
import { type Deployment, deploymentSchema } from './types.js';

export interface DeploymentList {
  /** Oldest first. */
  deployments: Deployment[];
  /** Files that could not be read: told, never fatal. */
  corrupt: Problem[];
}

const MODEL_ID = deploymentSchema.shape.modelId;
const MAX_ID = 64;
const NEXT_CORRUPT = 'Remove the file and deploy the job again.';

const fileOf = (home: string, modelId: string): string => join(deploymentsFolder(home), `${modelId}.json`);

/**
 * Writes the deployment under its name, atomically. The same job may register again (its file is replaced); a name that belongs to
 * another job or to a base model is refused with a `Problem` `model-id-taken`.
 */
export async function registerDeployment(home: string, deployment: Deployment): Promise<Deployment> {
  const checked = deploymentSchema.parse(deployment);
  if (isKnownModel(checked.modelId)) throw taken(checked.modelId);
  await makeFolder(deploymentsFolder(home));
  const path = fileOf(home, checked.modelId);
  const text = `${JSON.stringify(checked, null, 2)}\n`;
  const draft = join(deploymentsFolder(home), `.${checked.modelId}.${randomUUID()}`);
  try {
    await writeAtomic(draft, text);
    // A link fails when the name exists: of two processes that want the same name, exactly one gets it.
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    const present = await readDeployment(home, checked.modelId);
    if (present.jobId !== checked.jobId) throw taken(checked.modelId);
    await writeAtomic(path, text);
  } finally {
    await rm(draft, { force: true });
  }
  return checked;
}

/**
 * The same for a name that nobody asked for: where it was taken meanwhile, the next free one like it. A job that is registered already
 * keeps its name.
 */
export async function registerAsFree(home: string, deployment: Deployment): Promise<Deployment> {
  const { deployments } = await listDeployments(home);
  let modelId = deployments.find(({ jobId }) => jobId === deployment.jobId)?.modelId ?? deployment.modelId;
  for (;;) {
    try {
      return await registerDeployment(home, { ...deployment, modelId });
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'model-id-taken')) throw error;
      modelId = await uniqueModelId(home, deployment.modelId);
    }
  }
}

/** Every deployed model, and a `Problem` for each file that is not a deployment. An absent folder is an empty list. */
export async function listDeployments(home: string): Promise<DeploymentList> {
  const names = await readdir(deploymentsFolder(home)).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
  const deployments: Deployment[] = [];
  const corrupt: Problem[] = [];
  for (const name of names.filter((entry) => /^[^.].*\.json$/.test(entry)).sort()) {
    try {
      deployments.push(await readDeploymentFile(home, name.slice(0, -'.json'.length)));
    } catch (error) {
      // Removed between the listing and the reading.
      if (hasCode(error, 'ENOENT')) continue;
      corrupt.push(error instanceof Problem ? error : unreadable(join(deploymentsFolder(home), name), error));
    }
  }
  deployments.sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.modelId.localeCompare(b.modelId));
  return { deployments, corrupt };
}

/** Throws a `Problem`: `model-not-deployed`, `corrupt-file`. */
export async function readDeployment(home: string, modelId: string): Promise<Deployment> {
  if (!MODEL_ID.safeParse(modelId).success) throw notDeployed(modelId);
  try {
    return await readDeploymentFile(home, modelId);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) throw notDeployed(modelId);
    throw error;
  }
}

/** Takes the model out of service; its weights stay where they are. Throws a `Problem` `model-not-deployed`. */
export async function removeDeployment(home: string, modelId: string): Promise<void> {
  if (!MODEL_ID.safeParse(modelId).success) throw notDeployed(modelId);
  await unlink(fileOf(home, modelId)).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) throw notDeployed(modelId);
    throw error;
  });
}

/** A free name like the wanted one: `Support Tickets` -> `support-tickets`, then `support-tickets-2`, `-3`, ...; `promised` names are not free. */
export async function uniqueModelId(home: string, wanted: string, promised: readonly string[] = []): Promise<string> {
  const stem =
    wanted
      .toLowerCase()
      .replace(/[^a-z0-9._-]+/g, '-')
      .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
      .slice(0, MAX_ID - 6) || 'model';
  const names = await readdir(deploymentsFolder(home)).catch(() => []);
  const used = new Set([...names.map((name) => name.replace(/\.json$/, '')), ...promised]);
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? stem : `${stem}-${n}`;
    if (!used.has(candidate) && !isKnownModel(candidate)) return candidate;
  }
}

async function readDeploymentFile(home: string, modelId: string): Promise<Deployment> {
  const path = fileOf(home, modelId);
  // An absent file is not a damaged one: ENOENT goes through to the callers.
  await access(path);
  const deployment = await readJson(path, deploymentSchema, NEXT_CORRUPT);
  if (deployment.modelId === modelId) return deployment;
  throw new Problem({
    code: 'corrupt-file',
    message: {
      en: `The file names the model ${deployment.modelId}, which does not match its own name.`,
      hi: `File ke andar model ${deployment.modelId} likha hai, jo file ke naam se match nahi karta.`,
    },
    where: path,
    next: NEXT_CORRUPT,
  });
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const taken = (modelId: string): Problem =>
  new Problem({
    code: 'model-id-taken',
    message: {
      en: `The name ${modelId} already belongs to another model.`,
      hi: `${modelId} naam pehle se kisi aur model ka hai.`,
    },
    where: modelId,
    next: { en: 'Choose another name with --name.', hi: '--name se koi aur naam do.' },
  });

const notDeployed = (modelId: string): Problem =>
  new Problem({
    code: 'model-not-deployed',
    message: { en: `No model named ${modelId} is deployed.`, hi: `${modelId} naam ka koi model deployed nahi hai.` },
    where: modelId,
    next: { en: 'See the list: vishesh models list', hi: 'List dekho: vishesh models list' },
  });

function unreadable(path: string, cause: unknown): Problem {
  const why = systemReason(cause);
  return new Problem({
    code: 'corrupt-file',
    message: {
      en: `The deployment cannot be read: ${why.en}`,
      hi: `Deployment file padhi nahi ja rahi: ${why.hi}`,
    },
    where: path,
    next: NEXT_CORRUPT,
    cause,
  });
}
