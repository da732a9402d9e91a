import { useEffect, useRef, useState } from 'react';
import type { Driver } from '../../workflow/drive.js';
import type { WorkflowState } from '../../workflow/machine.js';
import { usePressedAt } from '../keys.js';
import { liveFrameIn } from '../live-frames.js';

/** The workflow's state: at once while a person decides, a few times a second while a job is followed, and then keys first. */
export function useDriver(driver: Driver): WorkflowState {
  const [state, setState] = useState(driver.state);
  const pressedAt = usePressedAt();
  const shownAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    let timer: NodeJS.Timeout | null = null;
    const wait = (): number =>
      driver.state.busy === 'follow'
        ? liveFrameIn({ now: performance.now(), shownAt: shownAt.current, pressedAt: pressedAt.current })
        : 0;
    const refresh = (): void => {
      // A key may have come since.
      const more = wait();
      timer = more > 0 ? setTimeout(refresh, more) : null;
      if (timer !== null) return;
      shownAt.current = performance.now();
      setState(driver.state);
    };
    const unsubscribe = driver.subscribe(() => {
      timer ??= setTimeout(refresh, wait());
    });
    // What has changed since the first frame, which nobody listened for.
    setState(driver.state);
    return () => {
      unsubscribe();
      if (timer) clearTimeout(timer);
    };
  }, [driver, pressedAt]);
  return state;
}
