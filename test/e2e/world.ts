/** A temporary home, a tiny model and a small file, and their end: no job, server or folder is left behind. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tinyModelFolder } from '../support/tiny-model-folder.js';
import { closeAll, runCli } from './terminal.js';

export interface World {
  home: string;
  model: string;
  /** 60 short rows of three labels. */
  file: string;
  end(): Promise<void>;
}

export async function newWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'vishesh-e2e-'));
  const home = join(folder, 'home');
  const file = join(folder, 'tickets.csv');
  await writeFile(file, ticketsCsv());
  const model = await tinyModelFolder(join(folder, 'tiny-base'));
  return {
    home,
    model,
    file,
    end: async () => {
      await closeAll();
      const { jobs } = JSON.parse((await runCli(['jobs', 'list', '--json'], home)).stdout) as {
        jobs: { jobId: string; status: string }[];
      };
      for (const job of jobs) if (job.status === 'running') await runCli(['jobs', 'cancel', job.jobId], home);
      await runCli(['serve', '--stop', '--home', home], home);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const THINGS = ['sofa', 'lamp', 'table', 'phone', 'chair', 'clock', 'shelf', 'mixer', 'heater', 'camera'];
const ASKED: Record<string, readonly string[]> = {
  refund: ['money back for my', 'please return what I paid for the'],
  delivery: ['where is my', 'still no sign of the'],
  technical: ['it makes no sound, my', 'will not switch on, the'],
};

function ticketsCsv(): string {
  const rows = Object.entries(ASKED).flatMap(([label, starts]) =>
    starts.flatMap((start) => THINGS.map((thing) => `"${start} ${thing}",${label}`)),
  );
  return `text,category\n${rows.join('\n')}\n`;
}
