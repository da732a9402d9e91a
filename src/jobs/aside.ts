/** Jobs put aside before they are removed, so that a deletion can be taken back. They keep their folder under a hidden name. Touches the disk. */
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deploymentsFolder, homeProblem, jobsFolder } from '../base/home.js';
import { listDeployments } from '../deploy/registry.js';
import { jobPaths, jobRunning, readSpec } from './folder.js';
import { claimHolder } from './lock.js';

const PREFIX = '.aside-';

const hiddenJob = (home: string, jobId: string): string => join(jobsFolder(home), `${PREFIX}${jobId}`);

/** With the model that the job trained, if it is deployed. `Problem` job-running, unknown-job. */
export async function setJobAside(home: string, jobId: string): Promise<void> {
  const { folder, runner } = jobPaths(home, jobId);
  await readSpec(home, jobId).catch((error: unknown) => {
    // A damaged job may go, too.
    if (error instanceof Error && 'code' in error && error.code === 'unknown-job') throw error;
  });
  if ((await claimHolder(runner)) !== null) throw jobRunning(jobId);
  try {
    for (const file of await deploymentFiles(home, jobId))
      await rename(join(deploymentsFolder(home), file), join(deploymentsFolder(home), `${PREFIX}${jobId}-${file}`));
    await rename(folder, hiddenJob(home, jobId));
  } catch (error) {
    throw homeProblem(home, error);
  }
}

/** Everything as it was. */
export async function bringJobBack(home: string, jobId: string): Promise<void> {
  await rename(hiddenJob(home, jobId), jobPaths(home, jobId).folder);
  for (const file of await hiddenDeployments(home, jobId))
    await rename(
      join(deploymentsFolder(home), file),
      join(deploymentsFolder(home), file.slice(`${PREFIX}${jobId}-`.length)),
    );
}

/** Removed for good. One that is not aside is left alone. */
export async function forgetJob(home: string, jobId: string): Promise<void> {
  for (const file of await hiddenDeployments(home, jobId))
    await rm(join(deploymentsFolder(home), file), { force: true });
  await rm(hiddenJob(home, jobId), { recursive: true, force: true });
}

/** Ids of the jobs that are aside: of this program, or of one that ended before it removed them. */
export async function jobsAside(home: string): Promise<string[]> {
  return (await namesIn(jobsFolder(home)))
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length));
}

async function deploymentFiles(home: string, jobId: string): Promise<string[]> {
  const { deployments } = await listDeployments(home);
  return deployments.filter((deployment) => deployment.jobId === jobId).map(({ modelId }) => `${modelId}.json`);
}

async function hiddenDeployments(home: string, jobId: string): Promise<string[]> {
  return (await namesIn(deploymentsFolder(home))).filter((name) => name.startsWith(`${PREFIX}${jobId}-`));
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch((): string[] => []);
