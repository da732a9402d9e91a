/** Jobs, chat and export of a small world that touches nothing. */
import type { RunPorts } from '../../src/ui/run-ports.js';

export const fakeRunPorts = (change: Partial<RunPorts> = {}): RunPorts => ({
  jobLog: async () => ['the last line of the log'],
  jobRows: async () => null,
  jobs: {
    list: async () => ({ jobs: [], corrupt: [] }),
    watch: async () => {},
    result: async () => Promise.reject(new Error('no such job')),
    setAside: async () => {},
    bringBack: async () => {},
    forget: async () => {},
  },
  chat: {
    models: async () => [],
    ask: async (model, messages, onPiece) => onPiece(`${model} heard ${messages.at(-1)?.content}`),
  },
  exportJob: async ({ modelId, format }) => ({
    out: `/work/${modelId}-${format}`,
    files: [{ name: 'adapter_model.safetensors', bytes: 1_000_000 }],
    checks: ['The logits are the same.'],
  }),
  copy: () => {},
  ...change,
});
