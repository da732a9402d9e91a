/** The choice of a method in plain words, with this machine's and this data's real numbers. */
import { Problem } from '../base/error.js';
import type { Localized } from '../base/localized.js';
import type { Candidate, ChooseInput } from './candidate.js';
import { MEMORY_SHARE } from './memory.js';
import { type Consideration, type Decision, VERY_SMALL_DATA } from './method-rule.js';
import { sayBytes, sayCount, sayDollars, saySeconds, sayShare } from './say-numbers.js';
import type { Hardware, Method } from './types.js';

export const METHOD_NAMES: Record<Method, string> = {
  full: 'full fine-tuning',
  lora: 'LoRA',
  partial: 'partial training',
};

/** Why this method: the rule's considerations, then what is trained, then what it takes. */
export function chosenReasons(input: ChooseInput, decision: Decision, chosen: Candidate): Localized[] {
  const reasons = decision.because.map((why) => consideration(why, input, chosen));
  if (input.override !== undefined && input.override !== decision.method) {
    reasons.unshift({
      en: `You chose ${METHOD_NAMES[chosen.method]}; the advice was ${METHOD_NAMES[decision.method]}, for the reason below.`,
      hi: `Tumne ${METHOD_NAMES[chosen.method]} chuna; salah ${METHOD_NAMES[decision.method]} ki thi, wajah neeche hai.`,
    });
  }
  return [...reasons, whatLearns(chosen), whatItTakes(chosen, input.hardware)];
}

function consideration(why: Consideration, { hardware, data }: ChooseInput, chosen: Candidate): Localized {
  switch (why) {
    case 'low-budget':
      return {
        en: 'The budget is low: LoRA reaches every layer with a small share of the parameters, and costs less than training all of them.',
        hi: 'Budget kam hai: LoRA thode se parameters se har layer tak pahunchta hai, aur sab kuch train karne se sasta padta hai.',
      };
    case 'limited-compute':
      return {
        en: `Compute is limited (${hardware.cores} cores here): beside full fine-tuning, LoRA skips a third of the work and most of the memory.`,
        hi: `Compute limited hai (yahan ${hardware.cores} cores): full ke muqable LoRA ek tihai kaam aur zyadatar memory bacha leta hai.`,
      };
    case 'very-small-data':
      return {
        en: `There are only ${data.trainExamples} training rows (fewer than ${VERY_SMALL_DATA}): training every weight would learn them by heart, LoRA changes less.`,
        hi: `Sirf ${data.trainExamples} training rows hain (${VERY_SMALL_DATA} se kam): saare weights train kiye to model ratta maar lega, LoRA kam badalta hai.`,
      };
    case 'full-does-not-fit':
      return {
        en: `Full fine-tuning does not fit here with a margin: ${sayBytes(hardware.freeMemoryBytes)} of memory is free. ${capital(METHOD_NAMES[chosen.method])} needs ${sayBytes(chosen.memoryBytes)}.`,
        hi: `Full fine-tuning yahan margin ke saath fit nahi hota: ${sayBytes(hardware.freeMemoryBytes)} memory free hai. ${capital(METHOD_NAMES[chosen.method])} ko ${sayBytes(chosen.memoryBytes)} chahiye.`,
      };
    case 'partial-is-the-middle':
      return {
        en: 'With a medium budget and standard compute, full fine-tuning would be heavy here: training only the last blocks is the middle way.',
        hi: 'Medium budget aur standard compute mein full fine-tuning yahan bhaari padega: sirf aakhri blocks train karna beech ka rasta hai.',
      };
    case 'room-for-full':
      return {
        en: `Budget and compute allow it, ${data.trainExamples} training rows are enough for it, and it fits in memory: full fine-tuning can change the most.`,
        hi: `Budget aur compute ijazat dete hain, ${data.trainExamples} training rows kaafi hain, aur memory mein fit hai: full fine-tuning sabse zyada badal sakta hai.`,
      };
  }
}

function whatLearns(chosen: Candidate): Localized {
  const trained = sayCount(chosen.trainableParameters);
  const total = sayCount(chosen.totalParameters);
  const share = sayShare(chosen.trainableParameters / Math.max(1, chosen.totalParameters));
  return {
    en: `${trained} of ${total} parameters learn (${share}).`,
    hi: `${total} mein se ${trained} parameters seekhte hain (${share}).`,
  };
}

function whatItTakes(chosen: Candidate, hardware: Hardware): Localized {
  const need = sayBytes(chosen.memoryBytes);
  const free = sayBytes(hardware.freeMemoryBytes);
  const time = saySeconds(chosen.seconds);
  const cost = sayDollars(chosen.costUsd);
  return {
    en: `It needs about ${need} of ${free} free memory, about ${time}, and about ${cost} of electricity.`,
    hi: `Isko ${free} free memory mein se kareeb ${need}, kareeb ${time} aur kareeb ${cost} ki bijli chahiye.`,
  };
}

/** One sentence for a method not chosen: what it offers, and its price beside the chosen one's. */
export function alternativeWhy(other: Candidate, chosen: Candidate): Localized {
  const price = `${sayBytes(other.memoryBytes)}, ${saySeconds(other.seconds)}, ${sayDollars(other.costUsd)}`;
  const ours = `${sayBytes(chosen.memoryBytes)}, ${saySeconds(chosen.seconds)}, ${sayDollars(chosen.costUsd)}`;
  const offer = OFFER[other.method];
  const room = other.fits ? { en: '', hi: '' } : { en: ' It does not fit here.', hi: ' Yahan fit nahi hota.' };
  return {
    en: `${offer.en} It takes ${price} (chosen: ${ours}).${room.en}`,
    hi: `${offer.hi} Lagega: ${price} (chuna hua: ${ours}).${room.hi}`,
  };
}

const OFFER: Record<Method, Localized> = {
  full: {
    en: 'Every weight learns: the most capacity, and the most to forget.',
    hi: 'Har weight seekhta hai: sabse zyada capacity, aur bhoolne ko bhi sabse zyada.',
  },
  lora: {
    en: 'Small matrices beside frozen weights: light, quick to switch off, a file of a few MB.',
    hi: 'Frozen weights ke saath chhoti matrices: halka, turant hataya ja sakta hai, kuch MB ki file.',
  },
  partial: {
    en: 'Only the last blocks and the final norm learn: between the two in memory and time.',
    hi: 'Sirf aakhri blocks aur final norm seekhte hain: memory aur time mein dono ke beech.',
  },
};

/** The refusal of a method that cannot run here, with the figures and one next step. */
export function refusal(chosen: Candidate, all: readonly Candidate[], hardware: Hardware): Problem {
  const name = METHOD_NAMES[chosen.method];
  const memory = `${sayBytes(chosen.memoryBytes)} / ${sayBytes(hardware.freeMemoryBytes)}`;
  const disk = `${sayBytes(chosen.diskBytes)} / ${sayBytes(hardware.freeDiskBytes)}`;
  const smaller = all.filter((other) => other.fits).sort((a, b) => a.memoryBytes - b.memoryBytes)[0];
  return new Problem({
    code: 'does-not-fit',
    exitCode: 1,
    message: {
      en: `${capital(name)} does not fit on this machine with a 20% margin: memory needed / free ${memory}, disk ${disk}.`,
      hi: `${capital(name)} is machine par 20% margin ke saath fit nahi hota: memory chahiye / free ${memory}, disk ${disk}.`,
    },
    next: diskIsShort(chosen, hardware)
      ? FREE_DISK
      : smaller
        ? {
            en: `Choose --method ${smaller.method}: it needs ${sayBytes(smaller.memoryBytes)}.`,
            hi: `--method ${smaller.method} chuno: usko ${sayBytes(smaller.memoryBytes)} chahiye.`,
          }
        : {
            en: 'Close other programs, lower the maximum length, or choose a smaller base model.',
            hi: 'Dusre programs band karo, maximum length kam karo, ya chhota base model chuno.',
          },
  });
}

const FREE_DISK: Localized = {
  en: 'Free some disk space, or choose a home folder on another disk with --home DIR.',
  hi: 'Disk par jagah khaali karo, ya --home DIR se doosri disk par home folder chuno.',
};

function diskIsShort({ diskBytes }: Candidate, { freeDiskBytes }: Hardware): boolean {
  return diskBytes > freeDiskBytes * MEMORY_SHARE;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
