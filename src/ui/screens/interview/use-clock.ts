/** Seconds since a question was asked. It informs; nothing ends with it. */
import { useEffect, useRef, useState } from 'react';

/** With reduced motion it is told anew only every ten seconds. */
const TICK = { full: 1000, reduced: 10_000 };

/** `round` begins it anew; null stands still. `now` is exact, `seconds` is what to show. */
export function useClock(round: string | null, reducedMotion: boolean): { seconds: number; now: () => number } {
  const started = useRef(Date.now());
  const [seconds, show] = useState(0);
  const now = (): number => Math.round((Date.now() - started.current) / 1000);
  useEffect(() => {
    if (round === null) return;
    started.current = Date.now();
    show(0);
    const every = reducedMotion ? TICK.reduced : TICK.full;
    const timer = setInterval(() => show(Math.round((Date.now() - started.current) / 1000)), every);
    return () => clearInterval(timer);
  }, [round, reducedMotion]);
  return { seconds, now };
}
