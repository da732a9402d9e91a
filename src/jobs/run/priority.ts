/** Disk: Linux's files on this process, where there are any. */
import { readFileSync, writeFileSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';

/**
 * Training takes what others leave, and never more than the one who started it had. Some systems forbid changing it; then it stays as it is.
 * Linux shares out processors between terminal sessions first, and a process's priority counts only within its own: where the training has
 * a session to itself, as every detached process has, the session must step back too.
 */
export function lowerPriority(): void {
  const priority = Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL);
  attempt(() => setPriority(priority));
  attempt(() => {
    if (leadsSession()) writeFileSync('/proc/self/autogroup', String(priority));
  });
}

/** Whether the session is this process's own, and not that of somebody's terminal: the sixth field of `stat`, counted behind the name in brackets. */
function leadsSession(): boolean {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]) === process.pid;
}

function attempt(change: () => void): void {
  try {
    change();
  } catch {
    // Not allowed, or not known, here.
  }
}
