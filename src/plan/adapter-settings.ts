/** Training that goes on from an adapter: what the adapter is cannot be chosen again, everything else can. Pure. */
import { Problem } from '../base/error.js';
import { METHOD_NAMES } from './method-words.js';
import type { LoraSettings, Method, Plan } from './types.js';
import type { HyperparameterEdits } from './validate-hyperparameters.js';

/** What makes an adapter what it is. Dropout is of training alone. */
const FIXED = ['rank', 'alpha', 'targetModules', 'rsLora'] as const;

/** The settings as flags and fields of the command line name them. */
const FLAGS: Record<(typeof FIXED)[number], string> = {
  rank: '--rank',
  alpha: '--alpha',
  targetModules: '--target-modules',
  rsLora: '--rs-lora',
};

/**
 * The person's edits with the adapter's own settings in them; its dropout, unless another one was asked for. Throws `Problem`
 * adapter-needs-lora for another method, adapter-settings for a setting that differs from the adapter's.
 */
export function editsWithAdapter(
  edits: HyperparameterEdits,
  method: Method | null,
  adapter: LoraSettings,
  where: string,
): HyperparameterEdits {
  if (method !== null && method !== 'lora') throw needsLora(method, where);
  const asked: Partial<LoraSettings> = edits.lora ?? {};
  for (const setting of FIXED)
    if (asked[setting] !== undefined && plain(asked[setting]) !== plain(adapter[setting]))
      throw conflict(setting, plain(asked[setting]), plain(adapter[setting]), where);
  return { ...edits, lora: { ...adapter, dropout: asked.dropout ?? adapter.dropout } };
}

/** The same plan with the first reason for its method: there was no other. */
export function planFromAdapter(plan: Plan, where: string): Plan {
  const { lora } = plan.hyperparameters;
  const reason = {
    en: `Training goes on from the adapter ${where}: LoRA of rank ${lora?.rank}, as it is.`,
    hi: `Training is adapter se aage chalegi: ${where} (LoRA, rank ${lora?.rank}, jaisa hai waisa).`,
  };
  return { ...plan, reasons: [reason, ...plan.reasons] };
}

/** One form for values that mean the same: the order of the modules does not count. */
function plain(value: LoraSettings[(typeof FIXED)[number]] | undefined): string {
  return Array.isArray(value) ? [...value].sort().join(',') : String(value);
}

function needsLora(method: Method, where: string): Problem {
  return new Problem({
    code: 'adapter-needs-lora',
    message: {
      en: `An adapter can only be trained on with LoRA, not with ${METHOD_NAMES[method]}.`,
      hi: `Adapter se aage training sirf LoRA se hoti hai, ${METHOD_NAMES[method]} se nahi.`,
    },
    where,
    next: { en: 'Leave out --method, or leave out --adapter.', hi: '--method hata do, ya --adapter hata do.' },
  });
}

function conflict(setting: (typeof FIXED)[number], asked: string, found: string, where: string): Problem {
  const flag = FLAGS[setting];
  return new Problem({
    code: 'adapter-settings',
    message: {
      en: `${flag} ${asked} does not fit the adapter, which has ${found}: training goes on with the adapter as it is.`,
      hi: `${flag} ${asked} adapter se mel nahi khaata, uska ${found} hai: training adapter ko jaisa hai waisa aage badhati hai.`,
    },
    where,
    next: {
      en: `Leave out ${flag}, or start without --adapter.`,
      hi: `${flag} hata do, ya --adapter ke bina shuru karo.`,
    },
  });
}
