import { useSyncExternalStore } from 'react';
import type { Comparer, CompareView } from '../../workflow/compare/comparer.js';

/** The comparison that is followed; the log of a job is read a few times a second, so every change may be drawn. */
export function useComparer(comparer: Comparer): CompareView {
  return useSyncExternalStore(comparer.subscribe, () => comparer.view);
}
