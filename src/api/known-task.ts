/** The task type as a caller in JavaScript may write it, checked where it enters the library. */
import { Problem } from '../base/error.js';
import { TASKS, type Task } from '../data/types.js';

/** Throws `Problem` `unknown-task`. */
export function requireKnownTask(task: Task): void {
  if (TASKS.includes(task)) return;
  throw new Problem({
    code: 'unknown-task',
    message: { en: `There is no task type "${task}".`, hi: `"${task}" naam ka koi task type nahi hai.` },
    next: { en: `Use one of ${TASKS.join(', ')}.`, hi: `Inme se ek lo: ${TASKS.join(', ')}.` },
  });
}

/** Where the task is detected when none is given. Throws `Problem` `unknown-task`. */
export function requireKnownTaskIfAny(task: Task | null | undefined): void {
  if (task !== undefined && task !== null) requireKnownTask(task);
}
