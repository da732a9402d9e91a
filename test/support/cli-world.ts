/** A folder for one test file of commands: a home, a tiny base model, and rows that every command accepts. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tinyModelFolder } from './tiny-model-folder.js';

/** Forty labelled texts, no two alike. */
export const RAIN_ROWS = Array.from({ length: 40 }, (_, i) => ({
  text: `the rain and train number ${i} is ${i * 37} late`,
  label: i % 2 ? 'east' : 'north',
}));

export interface CliWorld {
  folder: string;
  home: string;
  /** A base model folder. Copy it before breaking it. */
  tiny: string;
  /** `RAIN_ROWS` as a CSV file. */
  data: string;
  at(name: string): string;
  /** Writes a file and gives its path. */
  file(name: string, content: string | Uint8Array): string;
  /** A copy of the tiny model under another name. */
  copyTiny(name: string): string;
  remove(): void;
}

export async function cliWorld(): Promise<CliWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'vishesh-cli-'));
  const at = (name: string): string => join(folder, name);
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(at(name), content);
    return at(name);
  };
  const tiny = await tinyModelFolder(at('tiny'));
  const data = file('rows.csv', `text,label\n${RAIN_ROWS.map(({ text, label }) => `${text},${label}\n`).join('')}`);
  const copyTiny = (name: string): string => {
    cpSync(tiny, at(name), { recursive: true });
    return at(name);
  };
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  return { folder, home: at('home'), tiny, data, at, file, copyTiny, remove };
}

/** Changes a JSON file of a model folder. */
export function editJson(
  model: string,
  name: string,
  change: (value: Record<string, unknown>) => Record<string, unknown>,
): void {
  const path = join(model, name);
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
}
