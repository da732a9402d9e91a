/** A catalogue model is fetched, and told of in words that change at most with each percent. Network and disk. */
import { type Lang, say } from '../base/localized.js';
import { pullModel } from '../models/pull.js';

export interface FetchOptions {
  home: string;
  lang: Lang;
  note: (text: string) => void;
  signal: AbortSignal;
}

/** Throws the `Problem`s of pulling. */
export async function fetchBase(id: string, { home, lang, note, signal }: FetchOptions): Promise<void> {
  let last = '';
  await pullModel(id, {
    home,
    signal,
    onNotice: (text) => note(say(text, lang)),
    onProgress: ({ source, doneBytes, totalBytes }) => {
      const text = `${totalBytes > 0 ? Math.floor((100 * doneBytes) / totalBytes) : 0}%  ${source}`;
      if (text !== last) note(text);
      last = text;
    },
  });
}
