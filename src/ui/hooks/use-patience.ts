import { useEffect, useRef } from 'react';

/** Runs an action now, or as soon as the work that it builds on is done: no key is lost, and none acts on yesterday's values. */
export function usePatience(busy: boolean): (action: () => void) => void {
  const wanted = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (busy || wanted.current === null) return;
    const action = wanted.current;
    wanted.current = null;
    action();
  });
  return (action) => {
    if (busy) wanted.current = action;
    else action();
  };
}
