/** Which screen is open, as a stack: what Esc goes back to. Pure. */
import type { Method } from '../plan/types.js';

export type Place =
  | { name: 'home' }
  | { name: 'tune' }
  | { name: 'jobs' }
  | { name: 'chat'; model?: string }
  /** `file`: of the workflow it was opened from. `methods`: those taken at first; all of them where nothing is said. */
  | { name: 'compare'; file?: string; methods?: readonly Method[] }
  /** `search`: with the search open. `at`: the lesson to point at. */
  | { name: 'learn'; search?: boolean }
  | { name: 'lesson'; id: string; section?: string }
  | { name: 'interview' }
  /** `lab`: the id of the one that is open. `at`: of the one to point at. */
  | { name: 'labs'; lab?: string; at?: string }
  | { name: 'progress' }
  /** Questions about a job that has finished. */
  | { name: 'debrief'; jobId: string }
  | { name: 'practice' }
  | { name: 'settings' };

export type PlaceName = Place['name'];

export type Move =
  | { type: 'open'; place: Place }
  | { type: 'replace'; place: Place }
  | { type: 'back' }
  | { type: 'home' };

/** The last one is shown; the first is always home. */
export type Stack = readonly Place[];

export const HOME: Place = { name: 'home' };
export const START: Stack = [HOME];

export function navigate(stack: Stack, move: Move): Stack {
  switch (move.type) {
    case 'open':
      if (move.place.name === 'home') return START;
      return opened(stack, move.place);
    case 'replace':
      return stack.length === 1 ? [HOME, move.place] : [...stack.slice(0, -1), move.place];
    case 'back':
      return stack.length === 1 ? stack : stack.slice(0, -1);
    case 'home':
      return START;
  }
}

export const shown = (stack: Stack): Place => stack.at(-1) ?? HOME;

/** A screen that is open already is gone back to, so that the stack cannot grow without end. */
function opened(stack: Stack, place: Place): Stack {
  // A lesson is read beside the work: it lies over what it was opened from, wherever it was open before.
  if (place.name === 'lesson') return [...stack.filter(({ name }) => name !== 'lesson'), place];
  const first = firstOf(stack, place.name);
  const before = stack[first];
  // The same object for the same place: what was done there hangs on it.
  const same = before !== undefined && JSON.stringify(before) === JSON.stringify(place);
  return [...stack.slice(0, first), same ? before : place];
}

function firstOf(stack: Stack, name: PlaceName): number {
  const at = stack.findIndex((place) => place.name === name);
  return at === -1 ? stack.length : at;
}
