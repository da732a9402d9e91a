/** Twelve tickets of a shop: enough to see a model change its mind. */
import type { Row } from 'vishesh';

export const LABELS = ['refund', 'delivery'];

export const ROWS: Row[] = [
  { input: 'I want my money back', output: 'refund' },
  { input: 'please return the amount to my card', output: 'refund' },
  { input: 'paisa wapas chahiye', output: 'refund' },
  { input: 'the shirt was torn, give me a refund', output: 'refund' },
  { input: 'refund kab tak aayega', output: 'refund' },
  { input: 'cancel it and pay me back', output: 'refund' },
  { input: 'where is my parcel', output: 'delivery' },
  { input: 'parcel abhi tak nahi pahuncha', output: 'delivery' },
  { input: 'the courier did not come today', output: 'delivery' },
  { input: 'when will it arrive', output: 'delivery' },
  { input: 'delivery boy ne call nahi kiya', output: 'delivery' },
  { input: 'tracking shows no movement', output: 'delivery' },
];
