/** What `practice` can be asked to do: each a branch of practice.ts, which would load too much for the table of commands. */
export const PRACTICE_ACTIONS = ['status', 'start', 'check', 'hint', 'reset', 'report'] as const;
