import { useEffect, useRef, useState } from 'react';
import type { Driver } from '../../workflow/drive.js';
import type { WorkflowState } from '../../workflow/machine.js';

const FRAME_MS = 120;

/** The workflow's state, re-read at most every 120 ms however many events a running job sends. */
export function useDriver(driver: Driver): WorkflowState {
  const [state, setState] = useState(driver.state);
  const timer = useRef<NodeJS.Timeout | null>(null);
  useEffect(() => {
    const refresh = (): void => {
      timer.current = null;
      setState(driver.state);
    };
    const unsubscribe = driver.subscribe(() => {
      timer.current ??= setTimeout(refresh, driver.state.busy === 'follow' ? FRAME_MS : 0);
    });
    return () => {
      unsubscribe();
      if (timer.current) clearTimeout(timer.current);
    };
  }, [driver]);
  return state;
}
