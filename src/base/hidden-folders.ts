/**
 * Names of folders in which a process writes what is moved to its place when it is whole. The number of the process stands in the name, so
 * that another one can tell what a killed process left behind.
 */
import { randomUUID } from 'node:crypto';

/** Those of this process: its number alone does not tell, for in a container every process may have the same. */
const own = new Set<string>();

/** A fresh name that begins with `prefix`. */
export function hiddenName(prefix: string): string {
  const name = `${prefix}${process.pid}-${randomUUID()}`;
  own.add(name);
  return name;
}

/** Whether the entry of a folder is such a name whose process does not run any more. */
export function isLeftOver(name: string, prefix: string): boolean {
  const pid = name.startsWith(prefix) ? /^(\d+)-/.exec(name.slice(prefix.length))?.[1] : undefined;
  if (pid === undefined || own.has(name)) return false;
  return Number(pid) === process.pid || !isRunning(Number(pid));
}

/** Whoever it belongs to. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
