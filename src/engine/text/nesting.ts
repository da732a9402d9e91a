/** How deep a parsed file is nested. Pure. */

/** Whether anything in `value` lies under more than `limit` objects or lists. Recursion could not tell: it is what overflows. */
export function isDeeperThan(limit: number, value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}
