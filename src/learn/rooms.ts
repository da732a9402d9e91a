/** What there is to do beside the lessons. The first screen of learning shows an entry for each. */

export const ROOMS = ['interview', 'labs', 'practice'] as const;
export type Room = (typeof ROOMS)[number];

/** Those that are built. */
export const OFFERED: readonly Room[] = ['interview'];
