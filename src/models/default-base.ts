/** The base of every run that names none: the model in the box, so that the first run downloads nothing. */
export const DEFAULT_BASE = 'nano';
/** What is offered when that one is too small. */
export const NEXT_BASE = 'smollm2-135m-instruct';
