/** The screen of the app on which a part is worked at. */
import { DUEL } from '../../../learn/practice/answers.js';
import type { PracticePart } from '../../../learn/practice/types.js';
import type { OpenedPractice } from '../../practice-ports.js';
import { useStudio } from '../../studio.js';
import type { PracticeCalls } from './keys.js';

export function useTool(part: PracticePart | null, { messy, repaired }: OpenedPractice): PracticeCalls['tool'] {
  const { words, go, begin } = useStudio();
  const names = words.practice.keys;
  const tune = (file: string): void => {
    begin({ file });
    go({ type: 'open', place: { name: 'tune' } });
  };
  switch (part) {
    case 'prepare':
    case 'validate':
      return { label: names.openMessy, open: () => tune(messy) };
    case 'estimate':
      return repaired === null ? null : { label: names.openPlan, open: () => tune(repaired) };
    case 'trade-offs':
      return repaired === null
        ? null
        : {
            label: names.train,
            open: () => go({ type: 'open', place: { name: 'compare', file: repaired, methods: DUEL } }),
          };
    default:
      return null;
  }
}
