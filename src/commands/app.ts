/** `vishesh` without a command: the app. It needs a terminal on both sides. */
import { Problem } from '../base/error.js';
import { dictionary } from '../i18n/index.js';
import type { CommandIo } from './io.js';

export async function appCommand(choices: { base?: string }, io: CommandIo): Promise<number> {
  const words = dictionary(io.lang);
  if (!process.stdin.isTTY || !process.stdout.isTTY || io.json) {
    throw new Problem({ code: 'no-terminal', message: words.noTerminal, next: words.noTerminalNext });
  }
  const [{ startApp }, { createDriver }, { lazyEffects }, { listSamples }, { completePath }] = await Promise.all([
    import('../ui/start-app.js'),
    import('../workflow/drive.js'),
    import('../workflow/lazy-effects.js'),
    import('../workflow/samples.js'),
    import('../workflow/complete-path.js'),
  ]);
  const effects = lazyEffects({ home: io.home, lang: io.lang });
  return startApp({
    lang: io.lang,
    samples: listSamples(),
    findRunningJob: async () => (await import('../workflow/running-job.js')).findRunningJob(io.home),
    completePath,
    newDriver: () => createDriver(effects, choices.base === undefined ? {} : { base: choices.base }),
  });
}
