/** `vishesh check FILE`: steps 1 and 2, as a report or as the JSON of the contract. */
import { stat } from 'node:fs/promises';
import { Problem } from '../base/error.js';
import { say } from '../base/localized.js';
import { checkFile } from '../data/check-file.js';
import { allChecks, findLeakage } from '../data/checks/index.js';
import { type KeptExamples, keepExamples } from '../data/keep-examples.js';
import type { PromptFormat } from '../data/prompt-format.js';
import { splitExamples } from '../data/split.js';
import type { CheckReport, Columns, Detection, Encoded, Example, Task } from '../data/types.js';
import { formatBytes } from '../i18n/units.js';
import { DEFAULT_BASE } from '../models/default-base.js';
import { describeExample } from '../models/describe-example.js';
import { encodeExample, promptFormatFor } from '../models/encode-example.js';
import { openModelHead } from '../models/open.js';
import type { ModelHead } from '../models/types.js';
import { type Fixed, fixFile } from './check-fix.js';
import { reportText, type Style } from './check-text.js';
import { type RowTokens, tokensText } from './check-tokens.js';
import type { CommandIo } from './io.js';
import { checkJson } from './json.js';

export interface CheckFlags {
  file: string;
  task?: Task;
  base?: string;
  columns?: Columns;
  maxLength?: number;
  fix?: string;
  /** Show the tokens of so many examples. */
  showTokens?: number;
}

const DEFAULT_MAX_LENGTH = 512;
const SEED = 42;
/** How much of a file is held to see how a split would leak; of a larger one only the first rows are kept, to be shown. */
const HELD = { rows: 100_000, characters: 40_000_000 };
/** Larger files are checked without token figures unless a base is named: cutting a million rows into tokens takes minutes. */
const TOKENS_BYTES = 2 * 2 ** 20;
/** Smaller files are checked before a progress bar could be read. */
const PROGRESS_BYTES = 20 * 2 ** 20;

/** 0: valid, 1: errors were found. Throws a `Problem` when the file or the model cannot be read. */
export async function checkCommand(flags: CheckFlags, io: CommandIo): Promise<number> {
  const head = await baseHead(flags, io);
  const maxLength =
    flags.maxLength ?? Math.min(DEFAULT_MAX_LENGTH, head?.config.max_position_embeddings ?? DEFAULT_MAX_LENGTH);
  const checked = await check(flags, head, maxLength, io);
  const report = withLeakage(checked);
  const { detection } = report;
  const tokens = head && flags.showTokens ? rowTokens(checked, head, flags.showTokens) : [];
  const fixed =
    flags.fix === undefined
      ? null
      : await fixFile({ file: flags.file, out: flags.fix, detection, maxLength, encode: checked.encode });
  print({ report, base: head?.id ?? null, tokens, fixed }, io);
  return report.isValid ? 0 : 1;
}

/** The model that was asked for; else the default one, unless the file is so large that token figures cost much. */
async function baseHead(flags: CheckFlags, io: CommandIo): Promise<ModelHead | null> {
  if (flags.base !== undefined) return openModelHead(flags.base, { home: io.home });
  const size = await stat(flags.file).then(
    (file) => file.size,
    () => 0,
  );
  if (size > TOKENS_BYTES && !flags.showTokens) return null;
  try {
    return await openModelHead(DEFAULT_BASE, { home: io.home });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Asked for tokens, a person has to hear why there are none.
    if (flags.showTokens) throw error;
    return null;
  }
}

interface Checked {
  report: CheckReport;
  kept: KeptExamples;
  format: PromptFormat | null;
  encode?: (example: Example) => Encoded;
}

async function check(flags: CheckFlags, head: ModelHead | null, maxLength: number, io: CommandIo): Promise<Checked> {
  const used: Pick<Checked, 'format' | 'encode'> = { format: null };
  const kept = keepExamples(HELD);
  const encoderFor = (model: ModelHead) => (detection: Detection, sample: readonly Example[]) => {
    const format = promptFormatFor({
      task: detection.task,
      labels: labelsOf(detection, sample),
      chatTemplate: model.chatTemplate,
    });
    const encode = (example: Example): Encoded => encodeExample(model, format, example, detection.task);
    Object.assign(used, { format, encode });
    return encode;
  };
  const progress = progressBar(io);
  const report = await checkFile(flags.file, {
    task: flags.task,
    columns: flags.columns,
    maxLength,
    seed: SEED,
    checks: [...allChecks, kept.check],
    encoderFor: head === null ? undefined : encoderFor(head),
    onProgress: progress.show,
  }).finally(progress.clear);
  return { report, kept, ...used };
}

function labelsOf(detection: Detection, sample: readonly Example[]): string[] | undefined {
  if (detection.task !== 'classification') return undefined;
  return [...new Set(sample.map((example) => example.output.trim()))].sort();
}

/** What the default split would leak from test to train. */
function withLeakage({ report, kept: { examples, complete } }: Checked): CheckReport {
  if (!complete || report.usable < 10) return report;
  const leaks = findLeakage(splitExamples(examples, { seed: SEED, task: report.task }));
  const rank = { error: 0, warning: 1, info: 2 };
  const findings = [...report.findings, ...leaks].sort((a, b) => rank[a.severity] - rank[b.severity]);
  return { ...report, findings, isValid: findings.every((finding) => finding.severity !== 'error') };
}

function rowTokens({ kept, format }: Checked, head: ModelHead, count: number): RowTokens[] {
  if (format === null) return [];
  const first = kept.examples.slice(0, count);
  return first.map((example) => ({ line: example.line, pieces: describeExample(head, format, example) }));
}

interface Outcome {
  report: CheckReport;
  base: string | null;
  tokens: RowTokens[];
  fixed: Fixed | null;
}

function print({ report, base, tokens, fixed }: Outcome, io: CommandIo): void {
  if (io.json) {
    const fix = fixed && {
      ...fixed,
      repairs: fixed.repairs.map((repair) => ({ ...repair, title: say(repair.title, io.lang) })),
    };
    io.out(
      JSON.stringify({
        ...checkJson(report, io.lang),
        base,
        ...(tokens.length > 0 ? { tokens } : {}),
        ...(fix ? { fix } : {}),
      }),
    );
    return;
  }
  const style: Style = { lang: io.lang, colour: !io.plain && !process.env.NO_COLOR };
  const blocks = [reportText(report, style), ...tokens.map((row) => tokensText(row, style))];
  if (fixed !== null) blocks.push(fixedText(fixed, style));
  io.out(blocks.join('\n\n'));
}

function fixedText(fixed: Fixed, { lang }: Style): string {
  const lines = [
    {
      en: `Repaired copy: ${fixed.out} (${fixed.rowsBefore} -> ${fixed.rowsAfter} rows)`,
      hi: `Theek ki hui copy: ${fixed.out} (${fixed.rowsBefore} -> ${fixed.rowsAfter} rows)`,
    }[lang],
    ...fixed.repairs.map(({ necessity, title }) => `  [${necessity}] ${title[lang]}`),
    { en: `Every change: ${fixed.audit}`, hi: `Har badlaav: ${fixed.audit}` }[lang],
  ];
  return lines.join('\n');
}

/** A bar on one line of stderr that redraws at most once per percent; on a plain stream one line per tenth. */
function progressBar(io: CommandIo): { show(bytes: number, total: number): void; clear(): void } {
  let last = -1;
  let drawn = false;
  return {
    show(bytes, total) {
      if (total < PROGRESS_BYTES) return;
      const percent = Math.floor((100 * bytes) / total);
      const step = io.plain ? Math.floor(percent / 10) : percent;
      if (step === last) return;
      last = step;
      drawn = true;
      const sizes = `${formatBytes(bytes)} / ${formatBytes(total)}`;
      if (io.plain) io.progress(`${percent}%  ${sizes}\n`);
      else io.progress(`\r[${'#'.repeat(Math.round(percent / 4)).padEnd(25, '.')}] ${percent}%  ${sizes} `);
    },
    clear() {
      if (drawn && !io.plain) io.progress(`\r${' '.repeat(60)}\r`);
    },
  };
}
