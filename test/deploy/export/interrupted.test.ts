/** An export that is stopped at any of its stages, or killed: nothing half-written stays in the way. */
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExportStage, exportModel } from '../../../src/deploy/export/export-model.js';
import { type ExportWorld, exportWorld } from './world.js';

let world: ExportWorld;
beforeAll(async () => {
  world = await exportWorld();
});
afterAll(() => world.remove());

describe('an interrupted export', () => {
  it.each<ExportStage>(['compare', 'write', 'read-back', 'finish'])(
    'leaves nothing when it is stopped at the stage %s',
    async (stage) => {
      const interrupt = new AbortController();
      const seen: string[] = [];
      const onStage = (now: ExportStage): void => {
        seen.push(now);
        if (now === stage) interrupt.abort(new Error('stopped by hand'));
      };
      const out = join(world.folder, 'out');
      const options = { format: 'gguf', quant: 'f32', out, threads: 1, signal: interrupt.signal, onStage } as const;
      await expect(exportModel(world.source, options)).rejects.toThrow('stopped by hand');
      expect(seen.at(-1)).toBe(stage);
      expect(await world.left()).toEqual([]);
    },
  );

  it('is swept away by the next one when it was killed, and one that still runs is left alone', async () => {
    // No process has this number: it is above the largest that Linux gives.
    const dead = '.vishesh-export-4194999-x';
    // In a container the one before may have had this very number.
    const dead2 = `.vishesh-export-${process.pid}-x`;
    const alive = `.vishesh-export-${process.ppid}-x`;
    for (const name of [dead, dead2, alive]) await mkdir(join(world.folder, name));
    await exportModel(world.source, { format: 'peft', quant: null, out: join(world.folder, 'out'), threads: 1 });
    expect((await readdir(world.folder)).sort()).toEqual([alive, 'base', 'home', 'out']);
  });
});
