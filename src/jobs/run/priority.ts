import { constants, getPriority, setPriority } from 'node:os';

/** Training takes what others leave, and never more than the one who started it had. Some systems forbid changing it; then it stays as it is. */
export function lowerPriority(): void {
  try {
    setPriority(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL));
  } catch {
    // Not allowed here.
  }
}
