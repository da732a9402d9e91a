/** The practice task's state with what happens outside of it: files that are watched, checks, hints, the certificate. */
import { type Dispatch, useEffect, useMemo, useReducer } from 'react';
import type { Lang } from '../../../base/localized.js';
import type { Practice } from '../../../learn/practice/practice.js';
import type { PracticePart } from '../../../learn/practice/types.js';
import { problemView } from '../../../workflow/drive.js';
import type { OpenedPractice, PracticePorts } from '../../practice-ports.js';
import { type PracticeAction, reducePractice } from './reducer.js';
import { type PracticeState, practiceStart } from './state.js';

export interface PracticeWork {
  start: (folder: string, lang: Lang) => void;
  check: (practice: Practice, parts: readonly PracticePart[]) => Promise<void>;
  hint: (practice: Practice, part: PracticePart) => void;
  reset: (lang: Lang) => void;
  report: (practice: Practice, name: string, lang: Lang) => void;
}

export function usePractice(ports: PracticePorts): {
  state: PracticeState;
  act: Dispatch<PracticeAction>;
  work: PracticeWork;
} {
  const [state, act] = useReducer(reducePractice, ports.proposed, practiceStart);
  const work = useMemo(() => practiceWork(ports, act), [ports]);
  useEffect(() => {
    let here = true;
    void ports.open().then(
      (opened) => here && act({ type: 'found', opened, anew: false }),
      (error) => here && act({ type: 'failed', problem: problemView(error) }),
    );
    return () => {
      here = false;
    };
  }, [ports]);
  useWatched(state.opened, ports, work, act);
  return { state, act, work };
}

/** All parts are checked once the folder is watched, and after that those which a save touches. */
function useWatched(
  opened: PracticeState['opened'],
  ports: PracticePorts,
  work: PracticeWork,
  act: Dispatch<PracticeAction>,
): void {
  const folder = opened?.practice.folder;
  const seed = opened?.practice.task.seed;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each task and folder, whatever its standing
  useEffect(() => {
    if (!opened) return;
    const { practice } = opened;
    const closed = new AbortController();
    void ports
      .watch(practice.folder, (parts) => work.check(practice, parts), closed.signal)
      .catch((error) => act({ type: 'failed', problem: problemView(error) }));
    return () => closed.abort();
  }, [ports, work, act, folder, seed]);
}

function practiceWork(ports: PracticePorts, act: Dispatch<PracticeAction>): PracticeWork {
  let last: Promise<void> = Promise.resolve();
  const waiting = new Set<PracticePart>();
  /** One after the other: each of them reads and writes the learner's progress. */
  const inTurn = (what: () => Promise<void>): Promise<void> => {
    last = last.then(what).catch((error) => act({ type: 'failed', problem: problemView(error) }));
    return last;
  };
  const readAgain = async (): Promise<void> => {
    const opened = await ports.open();
    if (opened !== null) act({ type: 'read', opened });
  };
  const found = (opened: OpenedPractice): void => act({ type: 'found', opened, anew: true });
  const checkOne = async (practice: Practice, part: PracticePart): Promise<void> => {
    // From here on a save counts again: what is read now may be old by then.
    waiting.delete(part);
    try {
      act({ type: 'checked', result: await ports.check(practice, part) });
      await readAgain();
    } catch (error) {
      act({ type: 'unchecked', part, problem: problemView(error) });
    }
  };
  return {
    start: (folder, lang) => {
      act({ type: 'busy', what: 'start' });
      void inTurn(async () => found(await ports.start(folder, lang)));
    },
    check: async (practice, parts) => {
      const wanted = parts.filter((part) => !waiting.has(part));
      for (const part of wanted) waiting.add(part);
      act({ type: 'check', parts: wanted });
      await Promise.all(wanted.map((part) => inTurn(() => checkOne(practice, part))));
    },
    hint: (practice, part) => {
      act({ type: 'calm' });
      void inTurn(async () => {
        await ports.hint(practice, part);
        await readAgain();
      });
    },
    reset: (lang) => {
      act({ type: 'busy', what: 'start' });
      void inTurn(async () => found(await ports.reset(lang)));
    },
    report: (practice, name, lang) => {
      act({ type: 'busy', what: 'report' });
      void inTurn(async () => {
        act({ type: 'reported', report: await ports.report(practice, name, lang) });
        await readAgain();
      });
    },
  };
}
