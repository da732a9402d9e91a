import { homedir, platform } from 'node:os';
import { join } from 'node:path';

/**
 * The folder where vishesh keeps models, jobs and deployments: `VISHESH_HOME`, else the platform's data folder.
 * `env` and `home` are arguments so that tests need no global state.
 */
export function homeFolder(env: NodeJS.ProcessEnv = process.env, home: string = homedir()): string {
  if (env.VISHESH_HOME) return env.VISHESH_HOME;
  switch (platform()) {
    case 'win32':
      return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'vishesh');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'vishesh');
    default:
      return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'vishesh');
  }
}

export const jobsFolder = (home: string): string => join(home, 'jobs');
export const modelsFolder = (home: string): string => join(home, 'models');
export const deploymentsFolder = (home: string): string => join(home, 'deployments');
