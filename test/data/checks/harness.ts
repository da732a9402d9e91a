/** Feeds authored items to one check. */
import { formatCompletion, formatPrompt } from '../../../src/data/templates.js';
import type {
  Check,
  CheckContext,
  CheckItem,
  ConversionProblem,
  Encoded,
  Finding,
  Message,
} from '../../../src/data/types.js';

export const CONTEXT: CheckContext = {
  task: 'qa',
  shape: 'input-output',
  columns: { prompt: 'input', completion: 'output' },
  maxLength: 32,
  seed: 1,
};

/** A record that became an example. */
export function pair(line: number, input: string, output: string, more: Partial<CheckItem> = {}): CheckItem {
  return {
    line,
    row: { line, record: { input, output } },
    example: { line, input, output },
    prompt: formatPrompt('qa', input),
    completion: formatCompletion(output),
    ...more,
  };
}

export function chat(line: number, ...turns: [Message['role'], string][]): CheckItem {
  const messages = turns.map(([role, content]) => ({ role, content }));
  const output = messages.at(-1)?.content ?? '';
  const input = messages
    .slice(0, -1)
    .map((m) => m.content)
    .join('\n');
  return { line, row: { line, record: { messages } }, example: { line, input, output, messages } };
}

export function failed(line: number, kind: ConversionProblem['kind'], detail = 'detail', field?: string): CheckItem {
  return { line, row: { line, record: {} }, problem: { kind, detail, field } };
}

/** `prompt` masked tokens, then `completion` trained ones. */
export function encoded(prompt: number, completion: number, more: Partial<Encoded> = {}): Encoded {
  const trained = new Uint8Array(prompt + completion).fill(1, prompt);
  return {
    ids: new Int32Array(prompt + completion),
    trained,
    promptTokens: prompt,
    completionTokens: completion,
    leadingBos: 1,
    endsWithEndOfTurn: true,
    ...more,
  };
}

export function run(check: Check, items: Iterable<CheckItem>, context: Partial<CheckContext> = {}): Finding[] {
  const pass = check.start({ ...CONTEXT, ...context });
  for (const item of items) pass.add(item);
  return pass.finish();
}

/** Findings in short: code, lines, count. */
export function brief(findings: Finding[]): [string, number[], number][] {
  return findings.map((finding) => [finding.code, finding.rows, finding.count]);
}

export function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}
