/** Looks up the models that can be talked to, and fetches one that is not here yet; a fetch ends when the screen is left. */
import { useEffect, useRef } from 'react';
import { problemView } from '../../../workflow/drive.js';
import { useStudio } from '../../studio.js';
import type { ChatAction } from './reducer.js';

export interface ModelCalls {
  fetch: (id: string) => void;
  stop: () => void;
}

/** `wanted`: the model to open with. */
export function useModels(wanted: string | null, act: (action: ChatAction) => void): ModelCalls {
  const { ports, lang } = useStudio();
  const fetching = useRef<AbortController | null>(null);
  const look = async (open: string | null, signal: AbortSignal): Promise<void> => {
    try {
      const [models, bases] = await Promise.all([ports.chat.models(), ports.listBases().catch(() => [])]);
      if (!signal.aborted) act({ type: 'found', models, bases, wanted: open });
    } catch (error) {
      if (!signal.aborted) act({ type: 'failed', problem: problemView(error) });
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` is made anew for every frame
  useEffect(() => {
    const here = new AbortController();
    void look(wanted, here.signal);
    return () => {
      here.abort();
      fetching.current?.abort();
    };
  }, [ports, wanted]);
  const fetch = (id: string): void => {
    const stopping = new AbortController();
    fetching.current = stopping;
    const { signal } = stopping;
    act({ type: 'fetch', id });
    const note = (text: string): void => {
      if (!signal.aborted) act({ type: 'note', note: text });
    };
    void ports.fetchBase(id, lang, note, signal).then(
      () => look(id, signal),
      (error) => {
        if (!signal.aborted) act({ type: 'failed', problem: problemView(error) });
      },
    );
  };
  const stop = (): void => {
    fetching.current?.abort();
    act({ type: 'stop' });
  };
  return { fetch, stop };
}
