/** Which labels are other spellings of a more frequent one. */
import { labelKey } from './normal.js';

/** From each rare spelling to the usual one. Among equally frequent spellings the first that is already trimmed wins. */
export function groupSpellings(counts: ReadonlyMap<string, number>): Map<string, string> {
  const usual = new Map<string, string>();
  for (const [label, count] of counts) {
    const key = labelKey(label);
    const best = usual.get(key);
    if (best === undefined || isBetter(label, count, best, counts.get(best) ?? 0)) usual.set(key, label);
  }
  const others = new Map<string, string>();
  for (const label of counts.keys()) {
    const best = usual.get(labelKey(label)) ?? label;
    if (best !== label) others.set(label, best);
  }
  return others;
}

function isBetter(label: string, count: number, best: string, bestCount: number): boolean {
  if (count !== bestCount) return count > bestCount;
  return label === label.trim() && best !== best.trim();
}
