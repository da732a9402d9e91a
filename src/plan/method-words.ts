/** The choice of a method in plain words, with this machine's and this data's real numbers. */
import { Problem } from '../base/error.js';
import type { Localized } from '../base/localized.js';
import { besideWords } from './beside-words.js';
import type { Candidate, ChooseInput } from './candidate.js';
import { MEMORY_SHARE } from './memory.js';
import { type Consideration, type Decision, VERY_SMALL_DATA } from './method-rule.js';
import { sayBytes, sayCount, sayDollars, sayDuration, sayShare } from './say-numbers.js';
import type { Hardware, Method } from './types.js';

export const METHOD_NAMES: Record<Method, string> = {
  full: 'full fine-tuning',
  lora: 'LoRA',
  partial: 'partial training',
};

/** Why this method: the rule's considerations, then what is trained, then what it takes. */
export function chosenReasons(
  input: ChooseInput,
  decision: Decision,
  chosen: Candidate,
  of: (method: Method) => Candidate,
): Localized[] {
  const reasons = decision.because.map((why) => consideration(why, input, chosen, of));
  if (input.override !== undefined && input.override !== decision.method) {
    reasons.unshift({
      en: `You chose ${METHOD_NAMES[chosen.method]}; the advice was ${METHOD_NAMES[decision.method]}, for the reason below.`,
      hi: `Tumne ${METHOD_NAMES[chosen.method]} chuna; salah ${METHOD_NAMES[decision.method]} ki thi, wajah neeche hai.`,
    });
  }
  return [...reasons, whatLearns(chosen), whatItTakes(chosen, input.hardware)];
}

function consideration(
  why: Consideration,
  { hardware, data }: ChooseInput,
  chosen: Candidate,
  of: (method: Method) => Candidate,
): Localized {
  const [full, lora] = [of('full'), of('lora')];
  switch (why) {
    case 'low-budget':
      return {
        en: `The budget is low: LoRA reaches every layer, ${shareThatLearns(lora)} of the parameters learn, and it takes about ${sayDollars(lora.costUsd)} of electricity; training all of them takes ${sayDollars(full.costUsd)}.`,
        hi: `Budget kam hai: LoRA har layer tak pahunchta hai, ${shareThatLearns(lora)} parameters seekhte hain, aur kareeb ${sayDollars(lora.costUsd)} ki bijli lagti hai; sab kuch train karne mein ${sayDollars(full.costUsd)} ki.`,
      };
    case 'limited-compute': {
      const beside = besideWords(lora, full);
      return {
        en: `Compute is limited (${hardware.cores} cores here): LoRA takes ${sayNeeds(lora)}, full fine-tuning ${sayNeeds(full)}. That is ${beside.en}.`,
        hi: `Compute limited hai (yahan ${hardware.cores} cores): LoRA ke liye ${sayNeeds(lora)} chahiye, full fine-tuning ke liye ${sayNeeds(full)}. Yaani ${beside.hi}.`,
      };
    }
    case 'very-small-data':
      return {
        en: `There are only ${data.trainExamples} training rows (fewer than ${VERY_SMALL_DATA}): training every weight would learn them by heart, LoRA changes less.`,
        hi: `Sirf ${data.trainExamples} training rows hain (${VERY_SMALL_DATA} se kam): saare weights train kiye to model ratta maar lega, LoRA kam badalta hai.`,
      };
    case 'full-does-not-fit':
      return {
        en: `With its defaults full fine-tuning does not fit here with a margin: ${sayBytes(hardware.freeMemoryBytes)} of memory is free. ${capital(METHOD_NAMES[chosen.method])} needs ${sayBytes(chosen.memoryBytes)}.`,
        hi: `Apne defaults par full fine-tuning yahan margin ke saath fit nahi hota: ${sayBytes(hardware.freeMemoryBytes)} memory free hai. ${capital(METHOD_NAMES[chosen.method])} ko ${sayBytes(chosen.memoryBytes)} chahiye.`,
      };
    case 'partial-is-the-middle': {
      const beside = besideWords(of('partial'), full);
      return {
        en: `With a medium budget and standard compute, full fine-tuning with its defaults would be heavy here. Training only the last blocks takes ${sayNeeds(of('partial'))}, full ${sayNeeds(full)}: ${beside.en}.`,
        hi: `Medium budget aur standard compute mein full fine-tuning apne defaults par yahan bhaari padega. Sirf aakhri blocks ke liye ${sayNeeds(of('partial'))} chahiye, full ke liye ${sayNeeds(full)}: ${beside.hi}.`,
      };
    }
    case 'room-for-full':
      return {
        en: `Budget and compute allow it, ${data.trainExamples} training rows are enough for it, and with its defaults it fits in memory: full fine-tuning can change the most.`,
        hi: `Budget aur compute ijazat dete hain, ${data.trainExamples} training rows kaafi hain, aur apne defaults par memory mein fit hai: full fine-tuning sabse zyada badal sakta hai.`,
      };
  }
}

function whatLearns(chosen: Candidate): Localized {
  const trained = sayCount(chosen.trainableParameters);
  const total = sayCount(chosen.totalParameters);
  const share = shareThatLearns(chosen);
  return {
    en: `${trained} of ${total} parameters learn (${share}).`,
    hi: `${total} mein se ${trained} parameters seekhte hain (${share}).`,
  };
}

const shareThatLearns = ({ trainableParameters, totalParameters }: Candidate): string =>
  sayShare(trainableParameters / Math.max(1, totalParameters));

const sayNeeds = ({ memoryBytes, seconds }: Candidate): string => `${sayBytes(memoryBytes)}, ${sayDuration(seconds)}`;

function whatItTakes(chosen: Candidate, hardware: Hardware): Localized {
  const need = sayBytes(chosen.memoryBytes);
  const free = sayBytes(hardware.freeMemoryBytes);
  const time = sayDuration(chosen.seconds);
  const cost = sayDollars(chosen.costUsd);
  return {
    en: `It needs about ${need} of ${free} free memory, about ${time}, and about ${cost} of electricity.`,
    hi: `Isko ${free} free memory mein se kareeb ${need}, kareeb ${time} aur kareeb ${cost} ki bijli chahiye.`,
  };
}

/** For a method not chosen: what it offers, its price and the chosen one's, and how they stand beside each other. */
export function alternativeWhy(other: Candidate, chosen: Candidate): Localized {
  const price = `${sayNeeds(other)}, ${sayDollars(other.costUsd)}`;
  const ours = `${sayNeeds(chosen)}, ${sayDollars(chosen.costUsd)}`;
  const beside = besideWords(other, chosen);
  const offer = OFFER[other.method];
  const room = other.fits ? { en: '', hi: '' } : { en: ' It does not fit here.', hi: ' Yahan fit nahi hota.' };
  return {
    en: `${offer.en} It takes ${price} (chosen: ${ours}): ${beside.en}.${room.en}`,
    hi: `${offer.hi} Lagega: ${price} (chuna hua: ${ours}): ${beside.hi}.${room.hi}`,
  };
}

const OFFER: Record<Method, Localized> = {
  full: {
    en: 'Every weight learns: the most capacity, and the most to forget.',
    hi: 'Har weight seekhta hai: sabse zyada capacity, aur bhoolne ko bhi sabse zyada.',
  },
  lora: {
    en: 'Small matrices beside frozen weights: a file of their own, quick to switch off.',
    hi: 'Frozen weights ke saath chhoti matrices: unki apni file, jo turant hatayi ja sakti hai.',
  },
  partial: {
    en: 'Only the last blocks and the final norm learn; the rest stays as it is.',
    hi: 'Sirf aakhri blocks aur final norm seekhte hain; baaki jaisa hai waisa rehta hai.',
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
