/** Every string of the app, in English. Each part holds both languages side by side. */
import { en as commands } from './commands.js';
import { en as compare } from './compare.js';
import { en as data } from './data.js';
import { en as interview } from './interview.js';
import { en as jobs } from './jobs.js';
import { en as labs } from './labs.js';
import { en as learn } from './learn.js';
import { en as plain } from './plain.js';
import { en as plan } from './plan.js';
import { en as practice } from './practice.js';
import { en as progress } from './progress.js';
import { en as run } from './run.js';
import { en as serve } from './serve.js';
import { en as shell } from './shell.js';

export const en = {
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

export type Dictionary = typeof en;
