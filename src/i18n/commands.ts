/** What the commands print for people; `--json` has none of it. A key that one language lacks does not compile. */
import { hi as run } from './run.js';
import { hi as serve } from './serve.js';

/** In English these are the names that `--json` has, too. */
const asTheyAre = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, name]));

export const en = {
  commands: {
    doctor: {
      machine: (cpu: string, cores: number, memory: string, disk: string, gpu: string | null): string =>
        `${cpu}, ${cores} cores, ${memory} memory, ${disk} disk free, ${gpu ?? 'no GPU (none is needed)'}`,
      node: 'Install Node 20.19 or newer.',
      noRuntime: 'its native library does not load on this platform',
      runtime: 'Run `npm install` again; supported are Linux x64 and arm64, macOS arm64, Windows x64 and arm64.',
      noHome: (home: string): string => `${home} cannot be written`,
      home: 'Set VISHESH_HOME to a folder that you may write.',
      free: (memory: string): string => `${memory} free`,
      memory: 'Close other programs: a LoRA run on SmolLM2-135M takes about 2.5 GB.',
      noTerminal: 'none here',
      terminal: 'The app needs a terminal; every command works without one.',
    },
    plan: {
      rows: (train: number, validation: number, test: number): string =>
        `rows: ${train} train, ${validation} validation, ${test} test`,
      method: 'method',
      other: 'other',
      tooBig: 'does not fit',
      settings: 'settings',
      batch: 'batch',
      maxLength: 'max length',
      estimate: 'estimate',
      measured: 'measured',
      calculated: 'calculated',
      parameters: (trained: string, all: string): string => `${trained} of ${all} parameters`,
      cost: 'cost',
      local: 'local',
      note: 'note',
    },
    job: {
      what: (method: string, base: string, task: string): string => `${method} on ${base} for ${task}`,
      left: (time: string): string => `${time} left`,
      statuses: asTheyAre([
        ...['queued', 'running', 'paused', 'interrupted', 'succeeded', 'failed', 'cancelled', 'removed'],
        ...['waiting', 'skipped', 'registered', 'complete'],
      ]),
      stages: asTheyAre([...Object.keys(run.monitor.stages), ...Object.keys(serve.deploy.stages)]),
      verdicts: asTheyAre(Object.keys(run.evaluate.words)),
    },
    result: {
      trained: (steps: number, time: string, estimated: string): string =>
        `trained ${steps} steps in ${time} (estimated ${estimated})`,
      model: 'model',
      metric: 'metric',
      base: 'base',
      tuned: 'tuned',
      interval: '95% interval of tuned',
      range: (low: string, high: string): string => `${low} to ${high}`,
      general: 'general text: loss',
      verdict: 'verdict',
    },
  },
};

export const hi: typeof en = {
  commands: {
    doctor: {
      machine: (cpu, cores, memory, disk, gpu) =>
        `${cpu}, ${cores} cores, ${memory} memory, ${disk} disk khaali, ${gpu ?? 'GPU nahi (zaroorat bhi nahi)'}`,
      node: 'Node 20.19 ya usse naya install karo.',
      noRuntime: 'iski native library is platform par load nahi hoti',
      runtime: '`npm install` phir chalao; ye chalte hain: Linux x64 aur arm64, macOS arm64, Windows x64 aur arm64.',
      noHome: (home) => `${home} mein likha nahi ja sakta`,
      home: 'VISHESH_HOME mein aisa folder do jismein aap likh sakein.',
      free: (memory) => `${memory} khaali`,
      memory: 'Doosre programs band karo: SmolLM2-135M par LoRA run ko kareeb 2.5 GB chahiye.',
      noTerminal: 'yahan nahi hai',
      terminal: 'App ko terminal chahiye; har command uske bina bhi chalti hai.',
    },
    plan: {
      rows: (train, validation, test) => `rows: train ${train}, validation ${validation}, test ${test}`,
      method: 'tareeka',
      other: 'doosra',
      tooBig: 'memory kam padegi',
      settings: 'settings',
      batch: 'batch size',
      maxLength: 'maximum length',
      estimate: 'andaaza',
      measured: 'yahin naapa hua',
      calculated: 'hisaab se',
      parameters: (trained, all) => `${all} mein se ${trained} parameters`,
      cost: 'kharcha',
      local: 'bijli',
      note: 'dhyan do',
    },
    job: {
      what: (method, base, task) => `${base} par ${method}, task ${task}`,
      left: (time) => `${time} baaki`,
      statuses: {
        ...run.monitor.shortStatus,
        removed: 'hata diya',
        waiting: 'line mein',
        skipped: 'chhod diya',
        registered: 'register ho gaya',
        complete: 'poora',
      },
      stages: { ...run.monitor.stages, ...serve.deploy.stages },
      verdicts: run.evaluate.words,
    },
    result: {
      trained: (steps, time, estimated) => `${steps} steps ki training ${time} mein (andaaza ${estimated})`,
      model: 'model',
      metric: 'metric',
      base: 'base',
      tuned: 'tuned',
      interval: 'tuned ka 95% interval',
      range: (low, high) => `${low} se ${high}`,
      general: 'general text par loss',
      verdict: 'faisla',
    },
  },
};
