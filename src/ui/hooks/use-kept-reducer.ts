/** What was pointed at, opened and typed on a screen, kept while another screen lies over it: going back leads to exactly where one was. */
import { createContext, type Dispatch, useContext, useEffect, useReducer } from 'react';

/** Stands for one visit to a screen; it lives as long as the way back to it. */
export const VisitContext = createContext<object>({});

/** The states of one screen by visit. `about` is what a state is of: that of something else is not taken up again. */
export type KeptStates<S> = WeakMap<object, { about: string; state: S }>;

/** `reopened`: what of the state can be taken up again. */
export function useKeptReducer<S, A>(
  kept: KeptStates<S>,
  reduce: (state: S, action: A) => S,
  { start, about = '', reopened }: { start: () => S; about?: string | undefined; reopened?: (state: S) => S },
): [S, Dispatch<A>] {
  const visit = useContext(VisitContext);
  const [state, act] = useReducer(reduce, null, (): S => {
    const before = kept.get(visit);
    if (before?.about !== about) return start();
    return reopened === undefined ? before.state : reopened(before.state);
  });
  useEffect(() => void kept.set(visit, { about, state }), [kept, visit, about, state]);
  return [state, act];
}
