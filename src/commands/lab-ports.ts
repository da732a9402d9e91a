/** The sabotage labs as the app's screen uses them, read from disk when they are first asked for. */
import type { LabPorts } from '../ui/lab-ports.js';

export function labPortsOf(home: string): LabPorts {
  return {
    open: async () => {
      const [{ loadLabs }, { readProgress }] = await Promise.all([
        import('../learn/labs/load.js'),
        import('../learn/progress/store.js'),
      ]);
      const [labs, { progress }] = await Promise.all([loadLabs(), readProgress(home)]);
      return { labs, standing: progress.labs, seed: Date.now() };
    },
    run: async (...asked) => (await import('../learn/labs/run.js')).runLabSide(...asked),
    taken: new Map(),
  };
}
