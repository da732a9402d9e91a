/** Ten situations as they come up at work, with the way that fits best. */
export type Way = 'prompt' | 'retrieval' | 'fine-tune';

export interface Situation {
  what: string;
  /** The answer depends on facts that change often. */
  factsChange: boolean;
  /** Rows of task and right answer that exist today. */
  rows: number;
  /** The same kind of output, thousands of times. */
  repeated: boolean;
  best: Way;
}

export const SITUATIONS: Situation[] = [
  { what: 'sort 5,000 tickets a day', factsChange: false, rows: 900, repeated: true, best: 'fine-tune' },
  { what: 'answer from the HR policy', factsChange: true, rows: 40, repeated: true, best: 'retrieval' },
  { what: 'one farewell speech', factsChange: false, rows: 0, repeated: false, best: 'prompt' },
  { what: 'replies in our brand tone', factsChange: false, rows: 400, repeated: true, best: 'fine-tune' },
  { what: "today's gold price", factsChange: true, rows: 0, repeated: true, best: 'retrieval' },
  { what: 'try an idea this afternoon', factsChange: false, rows: 12, repeated: false, best: 'prompt' },
  { what: 'Hinglish slang to labels', factsChange: false, rows: 600, repeated: true, best: 'fine-tune' },
  { what: 'product questions, weekly list', factsChange: true, rows: 300, repeated: true, best: 'retrieval' },
  { what: 'strict JSON from invoices', factsChange: false, rows: 1200, repeated: true, best: 'fine-tune' },
  { what: 'task not decided yet', factsChange: false, rows: 0, repeated: true, best: 'prompt' },
];
