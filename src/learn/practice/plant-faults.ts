/** Makes a clean list of messages messy: sixty records with faults of every kind, and the knowledge of where they are. Pure. */
import type { Random } from '../../base/random.js';
import type { Message } from './draw-messages.js';
import type { FaultCode, PlantedFault, TrueRow } from './types.js';

export const MESSY_ROWS = 60;

/** How many of each fault, from and to. */
const AMOUNTS = {
  'exact-duplicate': [3, 4],
  'near-duplicate': [2, 3],
  'conflicting-answers': [2, 2],
  'label-spelling': [4, 6],
  'empty-text': [1, 1],
  'empty-label': [1, 2],
  'ragged-row': [1, 2],
  'control-characters': [2, 3],
  mojibake: [2, 3],
  'phone-number': [2, 2],
  'email-address': [1, 2],
} as const satisfies Record<string, readonly [number, number]>;
type Kind = keyof typeof AMOUNTS;

export type FaultCounts = Record<Kind, number>;

export function drawCounts(random: Random): FaultCounts {
  const draw = ([from, to]: readonly [number, number]): number => from + random.below(to - from + 1);
  const counts = Object.entries(AMOUNTS).map(([kind, range]) => [kind, draw(range)]);
  return Object.fromEntries(counts) as FaultCounts;
}

/** Different messages that sixty records with so many repeated ones are made of. */
export const uniqueRows = (counts: FaultCounts): number =>
  MESSY_ROWS - counts['exact-duplicate'] - counts['near-duplicate'] - counts['conflicting-answers'];

/** One record of the messy file before it is written. */
interface Record_ {
  /** Of the message that it tells. */
  source: number;
  text: string;
  label: string;
  /** Written without the quotes that its commas need. */
  bare: boolean;
  fault: FaultCode | null;
  /** Belongs to the record of the same source that came first. */
  repeats: boolean;
}

export interface Messy {
  csv: string;
  rows: TrueRow[];
  planted: PlantedFault[];
}

/** `messages`: `uniqueRows(counts)` of them. */
export function plantFaults(messages: readonly Message[], counts: FaultCounts, random: Random): Messy {
  const labels = [...new Set(messages.map(({ label }) => label))];
  const free = new Set(messages.keys());
  const take = (count: number, fits: (message: Message) => boolean = () => true): number[] => {
    const found = random.shuffle([...free]).filter((index) => fits(messages[index] ?? NO_MESSAGE));
    const taken = found.slice(0, count);
    for (const index of taken) free.delete(index);
    return taken;
  };
  const records: Record_[] = messages.map((message, source) => ({
    source,
    ...message,
    bare: false,
    fault: null,
    repeats: false,
  }));
  const rows: TrueRow[] = messages.map((message) => ({ ...message, line: 0, kind: 'good' }));
  const change = (index: number, by: Partial<Record_>): void => {
    const record = records[index];
    if (record !== undefined) records[index] = { ...record, ...by };
  };
  const truth = (index: number, by: Partial<TrueRow>): void => {
    const row = rows[index];
    if (row !== undefined) rows[index] = { ...row, ...by };
  };
  const text = (index: number): string => messages[index]?.text ?? '';
  const label = (index: number): string => messages[index]?.label ?? '';

  // Those that need a certain kind of text choose first.
  for (const index of take(counts.mojibake, ({ text: t }) => t.includes('₹')))
    change(index, { fault: 'mojibake', text: text(index).replaceAll('₹', 'â‚¹') });
  for (const index of take(counts['ragged-row'], ({ text: t }) => t.includes(', ') && !t.includes('₹')))
    change(index, { fault: 'ragged-row', bare: true });
  for (const [kind, count] of [
    ['phone-number', counts['phone-number']],
    ['email-address', counts['email-address']],
  ] as const)
    for (const index of take(count)) {
      const { real, masked } = CONTACTS[kind](random);
      change(index, { fault: kind, text: `${text(index)}${real}` });
      truth(index, { text: `${text(index)}${masked}` });
    }
  for (const index of take(counts['control-characters']))
    change(index, { fault: 'control-characters', text: withControl(text(index), random) });
  for (const index of take(counts['label-spelling']))
    change(index, { fault: 'label-spelling', label: otherSpelling(label(index), random) });
  for (const index of take(counts['empty-text'])) {
    change(index, { fault: 'empty-field', text: '' });
    truth(index, { kind: 'lost' });
  }
  for (const index of take(counts['empty-label'])) {
    change(index, { fault: 'empty-field', label: '' });
    truth(index, { kind: 'optional' });
  }
  const again = (index: number, fault: FaultCode, by: Partial<Message>): Record_ => ({
    ...{ source: index, text: text(index), label: label(index), bare: false, fault, repeats: true },
    ...by,
  });
  const copies = [
    ...take(counts['exact-duplicate']).map((index) => again(index, 'exact-duplicate', {})),
    // Long enough that a word more leaves it nearly the same.
    ...take(counts['near-duplicate'], ({ text: t }) => t.length > 60).map((index) =>
      again(index, 'near-duplicate', { text: nearly(text(index), random) }),
    ),
    ...take(counts['conflicting-answers']).map((index) =>
      again(index, 'conflicting-answers', { label: another(label(index), labels, random) }),
    ),
  ];
  return written(ordered(records, copies, random), rows);
}

const NO_MESSAGE: Message = { text: '', label: '' };

/**
 * In chance order; of two rows with different answers to one prompt the wrong one comes first at least once, so that keeping the first by rule
 * is not enough.
 */
function ordered(records: readonly Record_[], copies: readonly Record_[], random: Random): Record_[] {
  const all = random.shuffle([...records, ...copies]);
  const first = all.find(({ fault }) => fault === 'conflicting-answers');
  return all.map((record) => {
    const pair = first !== undefined && record.source === first.source;
    if (!pair) return record;
    const [at, other] = all.flatMap((one, index) => (one.source === first.source ? [index] : []));
    const here = all.indexOf(record);
    const wrongFirst = all[at ?? 0] === first;
    if (wrongFirst) return record;
    return (here === at ? all[other ?? 0] : all[at ?? 0]) ?? record;
  });
}

function written(records: readonly Record_[], rows: readonly TrueRow[]): Messy {
  const firstLine = new Map<number, number>();
  const planted: PlantedFault[] = [];
  const faultOf = new Map<number, FaultCode>();
  for (const { source, fault, repeats } of records) if (repeats && fault !== null) faultOf.set(source, fault);
  for (const [index, { source, fault, repeats }] of records.entries()) {
    const line = index + 2;
    const partner = firstLine.get(source) ?? null;
    if (partner === null) firstLine.set(source, line);
    const repeated = faultOf.get(source);
    if (partner !== null && repeated !== undefined) planted.push({ code: repeated, line, partner });
    else if (fault !== null && !repeats) planted.push({ code: fault, line, partner: null });
  }
  const lines = records.map(({ text, label, bare }) => `${bare ? text : quoted(text)},${quoted(label)}`);
  return {
    csv: `text,category\n${lines.join('\n')}\n`,
    rows: rows.map((row, source) => ({ ...row, line: firstLine.get(source) ?? 0 })),
    planted,
  };
}

const quoted = (text: string): string => (/[",\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const NAMES = ['priya', 'rahul', 'sneha', 'arjun', 'fatima', 'joseph', 'meena', 'imran'];

/** Invented, with a domain that nobody can own (RFC 2606). */
const CONTACTS: Record<'phone-number' | 'email-address', (random: Random) => { real: string; masked: string }> = {
  'phone-number': (random) => {
    const number = `9${String(random.below(1e9)).padStart(9, '0')}`;
    const before = [', call me on ', ', mera number '][random.below(2)] ?? '';
    return { real: `${before}${number}`, masked: `${before}[PHONE]` };
  },
  'email-address': (random) => {
    const name = NAMES[random.below(NAMES.length)] ?? 'priya';
    const before = [', mail me at ', ', mail karo '][random.below(2)] ?? '';
    return { real: `${before}${name}${10 + random.below(90)}@example.com`, masked: `${before}[EMAIL]` };
  },
};

const CONTROLS = ['\u200b', '\u0007', '\u2060'];

/** One invisible character between two words. */
function withControl(text: string, random: Random): string {
  const words = text.split(' ');
  const at = 1 + random.below(Math.max(1, words.length - 1));
  const mark = CONTROLS[random.below(CONTROLS.length)] ?? '\u200b';
  return [...words.slice(0, at), `${mark}${words[at] ?? ''}`, ...words.slice(at + 1)].join(' ');
}

function otherSpelling(label: string, random: Random): string {
  const title = `${label.slice(0, 1).toUpperCase()}${label.slice(1)}`;
  return [label.toUpperCase(), title, ` ${label}`, `${label} `][random.below(4)] ?? title;
}

/** The same message as sent twice by an impatient hand: letters stay, marks differ. */
function nearly(text: string, random: Random): string {
  const bare = text.replace(/[.?!]+$/, '');
  return [`${bare}!!`, `${bare}...`, `${bare} ?`][random.below(3)] ?? `${bare}!!`;
}

function another(label: string, labels: readonly string[], random: Random): string {
  const others = labels.filter((other) => other !== label);
  return others[random.below(Math.max(1, others.length))] ?? label;
}
