/** The two reports of a lab as the rows of one table. Pure. */
import type { Localized, Text } from '../../base/localized.js';
import type { LabReport } from './types.js';

export interface ReportRow {
  name: Localized;
  sick: Text;
  /** Null before the healed run. */
  healed: Text | null;
}

const NAMES = {
  outcome: { en: 'how it ended', hi: 'kaise khatam hui' },
  firstLoss: { en: 'training loss, first step', hi: 'training loss, pehla step' },
  peakLoss: { en: 'training loss, highest', hi: 'training loss, sabse upar' },
  lastLoss: { en: 'training loss, last steps', hi: 'training loss, aakhri steps' },
  baseLoss: { en: 'loss on new rows, before training', hi: 'nayi rows par loss, train se pehle' },
  heldLoss: { en: 'loss on new rows, after', hi: 'nayi rows par loss, baad mein' },
  claimed: { en: 'accuracy that the run reports', hi: 'accuracy jo run batati hai' },
  accuracy: { en: 'accuracy on new rows', hi: 'nayi rows par accuracy' },
  ended: { en: 'answers that end by themselves', hi: 'jawab jo khud khatam hue' },
} satisfies Partial<Record<keyof LabReport, Localized>>;

/** Rows that neither run measured are left out. */
export function reportRows(sick: LabReport, healed: LabReport | null): ReportRow[] {
  return (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((key) => {
    if (key !== 'outcome' && !isLoss(key) && sick[key] === null && (healed?.[key] ?? null) === null) return [];
    const told = (report: LabReport): Text => shown(key, report[key]);
    return [{ name: NAMES[key], sick: told(sick), healed: healed === null ? null : told(healed) }];
  });
}

const isLoss = (key: string): boolean => key.endsWith('Loss');

/** A run that was ended before its last step says by what, in the engine's word. */
const TO_THE_END: Localized = { en: 'all steps', hi: 'poori' };

function shown(key: keyof typeof NAMES, value: string | number | null): Text {
  if (typeof value === 'string') return value === 'trained' ? TO_THE_END : value;
  if (value === null) return isLoss(key) ? 'NaN' : '';
  return isLoss(key) ? value.toFixed(2) : `${Math.round(100 * value)}%`;
}
