/** Steps 1 and 2 carried out: opens the base model's head, reads, checks and splits the file. Touches the disk. */
import { resolve } from 'node:path';
import { Problem } from '../base/error.js';
import { checkRows } from '../data/check-file.js';
import { allChecks, findLeakage } from '../data/checks/index.js';
import { examplesOf, loadRows } from '../data/load.js';
import { splitExamples } from '../data/split.js';
import type { CheckReport, Encoded, Example, Split } from '../data/types.js';
import { describeTokens } from '../engine/text/describe.js';
import { encodeExample, promptFormatFor } from '../models/encode-example.js';
import { openStartingAdapter } from '../models/starting-adapter.js';
import { textSignature } from '../models/text-signature.js';
import type { ModelHead } from '../models/types.js';
import type { DataSize, ModelSize } from '../plan/types.js';
import { expandHome } from './complete-path.js';
import { type EnsureOptions, ensureBase } from './ensure-base.js';
import type { Choices, PreparedData } from './types.js';

const NOTES_MAX_LENGTH = 512;

/** Throws `Problem` when the file or the model cannot be read; faults of single rows are findings. */
export async function prepareData(choices: Choices, options: EnsureOptions): Promise<PreparedData> {
  const file = resolve(expandHome(choices.file ?? ''));
  const task = choices.task ?? undefined;
  const columns = choices.columns ?? undefined;
  // The file first: its faults are the user's to mend, and cheap to find.
  const loaded = await loadRows(file, { task, columns });
  const head = await ensureBase(choices.base, options);
  const adapter = choices.adapter ? await openStartingAdapter(expandHome(choices.adapter), head) : null;
  const { detection } = loaded;
  const { examples } = examplesOf(loaded.rows, detection);
  const labels = detection.task === 'classification' ? labelsOf(examples) : null;
  const promptFormat = promptFormatFor({
    task: detection.task,
    labels: labels ?? undefined,
    chatTemplate: head.chatTemplate,
  });
  const encode = (example: Example): Encoded => encodeExample(head, promptFormat, example, detection.task);
  const maxLength =
    choices.hyperparameters.maxLength ?? Math.min(NOTES_MAX_LENGTH, head.config.max_position_embeddings);
  const report = await checkRows(loaded, { maxLength, seed: choices.seed, encode, checks: allChecks });
  const encodable = (example: Example): Encoded | null => {
    try {
      return encode(example);
    } catch (error) {
      // The report says which rows, and that nothing can be trained before they are mended.
      if (error instanceof Problem && !report.isValid) return null;
      throw error;
    }
  };
  const split = splitExamples(examples, { seed: choices.seed, task: detection.task });
  return {
    source: {
      file,
      sha256: loaded.sha256,
      format: detection.format,
      shape: detection.shape,
      columns: { ...detection.columns },
    },
    report: withLeakage(report, split),
    task: detection.task,
    labels,
    promptFormat,
    base: {
      id: choices.base,
      path: head.path,
      fingerprint: head.fingerprint,
      precision: head.precision,
      size: modelSize(head),
      text: textSignature(head),
    },
    adapter,
    split,
    maxLength,
    size: dataSize(split, encodable, maxLength),
    tokens: firstTokens(split, encodable, head),
  };
}

function labelsOf(examples: readonly Example[]): string[] {
  return [...new Set(examples.map((example) => example.output.trim()))].sort();
}

function withLeakage(report: CheckReport, split: Split): CheckReport {
  const findings = [...report.findings, ...findLeakage(split)];
  return { ...report, findings, isValid: findings.every((finding) => finding.severity !== 'error') };
}

/** Sizes of the model as planning needs them. */
export function modelSize(head: Pick<ModelHead, 'config' | 'totalParameters'>): ModelSize {
  const { config } = head;
  return {
    hiddenSize: config.hidden_size,
    intermediateSize: config.intermediate_size,
    layers: config.num_hidden_layers,
    heads: config.num_attention_heads,
    keyValueHeads: config.num_key_value_heads,
    headDim: config.head_dim,
    vocabSize: config.vocab_size,
    tiedEmbeddings: config.tie_word_embeddings,
    totalParameters: head.totalParameters,
    contextLength: head.config.max_position_embeddings,
  };
}

/** Rows whose tokens are counted; of more, so many spread over all, and those with the most text. */
const COUNTED_ROWS = 10_000;
const LONGEST_ROWS = 64;

/** `encode` gives null for a row that cannot be written as tokens; the report tells of it. */
function dataSize(split: Split, encode: (example: Example) => Encoded | null, maxLength: number): DataSize {
  const { train, validation, test } = split;
  const sizeOf = (example: Example): { tokens: number; supervised: number } => {
    const trained = encode(example)?.trained.subarray(0, maxLength) ?? new Uint8Array();
    return { tokens: trained.length, supervised: trained.reduce((sum, mark) => sum + mark, 0) };
  };
  const counted = spread(train, COUNTED_ROWS).map(sizeOf);
  const longest = counted.length < train.length ? withMostText(train, LONGEST_ROWS).map(sizeOf) : [];
  const share = train.length / Math.max(1, counted.length);
  return {
    trainExamples: train.length,
    validationExamples: validation.length,
    testExamples: test.length,
    epochTokens: Math.round(share * counted.reduce((sum, { tokens }) => sum + tokens, 0)),
    epochSupervisedTokens: Math.round(share * counted.reduce((sum, { supervised }) => sum + supervised, 0)),
    longestExample: [...counted, ...longest].reduce((most, { tokens }) => Math.max(most, tokens), 0),
  };
}

function spread<T>(items: readonly T[], count: number): readonly T[] {
  const stride = items.length / count;
  return stride <= 1 ? items : items.filter((_, i) => Math.floor((i + 1) / stride) > Math.floor(i / stride));
}

function withMostText(examples: readonly Example[], count: number): Example[] {
  const size = ({ input, output, messages }: Example): number =>
    messages?.reduce((sum, { content }) => sum + content.length, 0) ?? input.length + output.length;
  return examples.toSorted((a, b) => size(b) - size(a)).slice(0, count);
}

function firstTokens(
  split: Split,
  encode: (example: Example) => Encoded | null,
  { tokenizer }: ModelHead,
): PreparedData['tokens'] {
  const example = split.train[0];
  const encoded = example && encode(example);
  return example && encoded ? { line: example.line, pieces: describeTokens(encoded, tokenizer) } : null;
}
