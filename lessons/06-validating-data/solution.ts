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
  const count = (one: string) =>
    spellings.filter((other) => other === one).length;
  return spellings.reduce((a, b) => (count(b) > count(a) ? b : a), '');
}

/** Drops empty rows and repeated ones, and writes each label one way. */
export function repair(tickets: Ticket[]): Repaired {
  const rows: Ticket[] = [];
  const changes: Change[] = [];
  for (const ticket of tickets) {
    const { line, text } = ticket;
    const note = (what: Change['what']) => changes.push({ line, what });
    const label = usualSpelling(ticket.label, tickets);
    const again = rows.some(
      (row) => row.text.trim() === text.trim() && row.label === label,
    );
    if (text.trim() === '' || label === '') note('empty');
    else if (again) note('duplicate');
    else {
      if (label !== ticket.label) note('label');
      rows.push({ ...ticket, label });
    }
  }
  const twin = (row: Ticket) =>
    rows.some((o) => o.text.trim() === row.text.trim() && o !== row);
  const conflicts = rows.filter(twin).map(({ line }) => line);
  return { rows, changes, conflicts };
}
