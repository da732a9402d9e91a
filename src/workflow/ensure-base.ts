/** The base model, fetched first when it is a catalogue model that is not here yet. */
import { Problem } from '../base/error.js';
import { type Lang, say } from '../base/localized.js';
import { openModelHead } from '../models/open.js';
import { pullModel } from '../models/pull.js';
import type { ModelHead } from '../models/types.js';

export interface EnsureOptions {
  home: string;
  lang: Lang;
  note: (text: string) => void;
  signal?: AbortSignal;
}

/** Opens the model's head; throws the `Problem`s of opening and pulling. */
export async function ensureBase(idOrPath: string, options: EnsureOptions): Promise<ModelHead> {
  try {
    return await openModelHead(idOrPath, { home: options.home });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'model-not-pulled') throw error;
  }
  await pullModel(idOrPath, {
    home: options.home,
    onNotice: (text) => options.note(say(text, options.lang)),
    onProgress: ({ source, doneBytes, totalBytes }) => {
      const share = totalBytes > 0 ? ` ${Math.floor((100 * doneBytes) / totalBytes)}%` : '';
      options.note(`${idOrPath}: ${source}${share}`);
    },
    ...(options.signal ? { signal: options.signal } : {}),
  });
  return openModelHead(idOrPath, { home: options.home });
}
