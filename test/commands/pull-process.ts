/** Runs `models pull` as a process of its own, with a Hub that never answers: for the test that interrupts it. */
import { modelsCommand } from '../../src/commands/models.js';

globalThis.fetch = (_input, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    process.stderr.write('fetching\n');
  });

process.exitCode = await modelsCommand(
  { action: 'pull', id: 'smollm2-135m-instruct' },
  {
    json: false,
    lang: 'en',
    home: process.argv[2] ?? '',
    out: (text) => process.stdout.write(`${text}\n`),
    progress: (text) => process.stderr.write(`${text}\n`),
  },
);
