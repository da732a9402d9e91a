/** Disk: the texts that the corpus must not hold, the sample data sets and the held-out texts, as one `Overlap`. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Overlap } from './overlap.js';

/** Every string of every .csv, .jsonl and .txt file in the folders, those in folders below included. */
export async function reservedTexts(folders: readonly string[]): Promise<Overlap> {
  const overlap = new Overlap();
  for (const folder of folders) {
    for (const name of (await readdir(folder, { recursive: true })).sort()) {
      if (!['.csv', '.jsonl', '.txt'].includes(extname(name))) continue;
      const content = await readFile(join(folder, name), 'utf8');
      for (const text of stringsOf(content, extname(name))) overlap.add(text);
    }
  }
  return overlap;
}

/** The strings of a file's content: cells, JSON strings at any depth, or lines. A line that does not parse counts as it stands. */
export function stringsOf(content: string, extension: string): string[] {
  if (extension === '.csv') {
    try {
      const rows: string[][] = parse(content, { relax_column_count: true, relax_quotes: true, skip_empty_lines: true });
      return rows.flat();
    } catch {
      return content.split('\n');
    }
  }
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  return extension === '.jsonl' ? lines.flatMap(jsonStrings) : lines;
}

function jsonStrings(line: string): string[] {
  try {
    return leaves(JSON.parse(line));
  } catch {
    return [line];
  }
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves);
  return [];
}
