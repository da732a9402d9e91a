/** What a model is too small for, said before anybody is disappointed. Pure. */
import type { Localized } from '../base/localized.js';
import { DEFAULT_BASE, NEXT_BASE } from './default-base.js';

const NANO: Localized = {
  en: `${DEFAULT_BASE} is tiny: short, simple sentences in English and Hinglish. It knows few facts and makes others up`,
  hi: `${DEFAULT_BASE} bahut chhota model hai: English aur Hinglish mein chhote, seedhe vaakya. Facts kam jaanta hai aur kuch mann se bana deta hai`,
};

const NANO_AND_NEXT: Localized = {
  en: `${NANO.en}, so it is for one narrow task and for learning how. The next step up is ${NEXT_BASE}.`,
  hi: `${NANO.hi}, isliye ek chhote kaam ke liye aur seekhne ke liye hai. Agla kadam ${NEXT_BASE} hai.`,
};

/**
 * How many answers are drawn, the likeliest to be given, when people talk with a model. The tiny base as it comes talks much better when it may choose
 * among what it would say; others have learned what to say.
 */
export const drawsOf = (id: string): number => (id === DEFAULT_BASE ? 40 : 1);

/** Null for a model of which nothing special is known. */
export const limitsOf = (id: string): Localized | null => (id === DEFAULT_BASE ? NANO_AND_NEXT : null);

/** The same in two lines of a screen: the limits alone. */
export const shortLimitsOf = (id: string): Localized | null =>
  id === DEFAULT_BASE ? { en: `${NANO.en}.`, hi: `${NANO.hi}.` } : null;
