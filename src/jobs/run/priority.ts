import { constants, setPriority } from 'node:os';

/** Training takes what others leave. Some systems forbid changing it; then it stays as it is. */
export function lowerPriority(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed here.
  }
}
