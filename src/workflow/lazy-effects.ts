/** The effects, loaded when the first one is asked for: the app shows its first frame before the readers, models and jobs are read from disk. */
import type { EffectHandlers } from './drive.js';
import type { EffectOptions } from './effects.js';

export function lazyEffects(options: EffectOptions): EffectHandlers {
  let loading: Promise<EffectHandlers> | null = null;
  const effects = (): Promise<EffectHandlers> => {
    loading ??= import('./effects.js').then(({ createEffects }) => createEffects(options));
    return loading;
  };
  return {
    prepare: async (...all) => (await effects()).prepare(...all),
    'propose-repairs': async (...all) => (await effects())['propose-repairs'](...all),
    repair: async (...all) => (await effects()).repair(...all),
    plan: async (...all) => (await effects()).plan(...all),
    measure: async (...all) => (await effects()).measure(...all),
    start: async (...all) => (await effects()).start(...all),
    follow: async (...all) => (await effects()).follow(...all),
    control: async (...all) => (await effects()).control(...all),
    deploy: async (...all) => (await effects()).deploy(...all),
  };
}
