import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.js';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/model/**', 'node_modules/**'],
    // Some tests train and serve in other processes; on a machine that does other work, too, that takes a while.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // One more than the cores of the smallest machine: many tests wait for a process, a server or a timer.
    maxWorkers: 3,
    pool: 'forks',
    sequence: { sequencer: LongestFirst },
  },
});
