/** Root may read and write everything; what permissions do is seen by running the program as a user who may not. */
import { spawnSync } from 'node:child_process';
import { ended, type Ran, startCli } from './cli.js';

const NOBODY = { uid: 65534, gid: 65534 };

/** Whether tests run as root, in a checkout that others can read. */
export const canBeNobody: boolean =
  process.getuid?.() === 0 &&
  spawnSync(process.execPath, ['-e', "require('node:fs').accessSync('src/cli.ts')"], NOBODY).status === 0;

export const cliAsNobody = (...args: string[]): Promise<Ran> => ended(startCli(args, NOBODY));
