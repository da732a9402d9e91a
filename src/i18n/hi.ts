/** Every string of the app, in Hinglish as people speak it. */
import { hi as commands } from './commands.js';
import { hi as compare } from './compare.js';
import { hi as data } from './data.js';
import type { Dictionary } from './en.js';
import { hi as interview } from './interview.js';
import { hi as jobs } from './jobs.js';
import { hi as labs } from './labs.js';
import { hi as learn } from './learn.js';
import { hi as plain } from './plain.js';
import { hi as plan } from './plan.js';
import { hi as practice } from './practice.js';
import { hi as progress } from './progress.js';
import { hi as run } from './run.js';
import { hi as serve } from './serve.js';
import { hi as shell } from './shell.js';

export const hi: Dictionary = {
  ...shell,
  ...data,
  ...plan,
  ...plain,
  ...run,
  ...serve,
  ...commands,
  ...compare,
  ...jobs,
  ...learn,
  ...interview,
  ...labs,
  ...practice,
  ...progress,
};
