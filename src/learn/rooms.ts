/** What there is to do beside the lessons. The first screen of learning shows an entry for each. */

export const ROOMS = ['interview', 'labs', 'practice'] as const;
export type Room = (typeof ROOMS)[number];

/** Those that are built. */
export const OFFERED: readonly Room[] = ['interview', 'labs', 'practice'];

/** The lesson that the labs belong to. */
export const LABS_LESSON = '13-common-mistakes';

/** The lesson that leads through the practice task. */
export const PRACTICE_LESSON = '15-mini-practice';

/** The lessons that lead into a room. */
const LEADS_TO: Readonly<Record<string, Room>> = {
  [LABS_LESSON]: 'labs',
  '14-interview': 'interview',
  [PRACTICE_LESSON]: 'practice',
};

/** The room that a lesson leads into, where it is built. */
export function roomOf(lesson: string): Room | null {
  const room = LEADS_TO[lesson];
  return room !== undefined && OFFERED.includes(room) ? room : null;
}
