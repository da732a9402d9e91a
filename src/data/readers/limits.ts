/** Limits that keep reading in bounded memory whatever the file holds. Each says what happens beyond it. */

/** One record (a line of JSONL, an element of a JSON array, a CSV record). Longer ones become a `too-long` fault and are skipped unread. */
export const MAX_RECORD_BYTES = 8 * 2 ** 20;
/** Nesting of objects and arrays in one record; deeper ones become a `too-deep` fault. Real conversations need about 5. */
export const MAX_DEPTH = 64;
/** Lines that one quoted CSV field may span. An opening quote that does not close within them is taken for a mistake. */
export const MAX_RECORD_LINES = 1000;
/** How much of the file is looked at to tell its encoding, format and dialect. */
export const SNIFF_BYTES = 256 * 1024;
/** A gzipped Parquet file is unpacked in memory (its index stands at the end); a larger one must be unpacked by the user. */
export const MAX_INFLATED_PARQUET = 512 * 2 ** 20;
/** Characters of the user's content in a message. */
export const MAX_DETAIL = 200;
/** Rows that may be held in memory at once, for training and repairs: a day of training on a small machine. Checking has no such limit. */
export const MAX_HELD_ROWS = 100_000;
/** And the characters of their texts. */
export const MAX_HELD_CHARACTERS = 100_000_000;
