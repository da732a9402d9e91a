/** Where a practice task is written if the learner names no other folder: beside what they work on. */
export const DEFAULT_FOLDER = 'vishesh-practice';
