/** Steps 1 and 2 carried out: opens the base model's head, reads, checks and splits the file. Touches the disk. */
import { resolve } from 'node:path';
import { checkFile } from '../data/check-file.js';
import { allChecks, findLeakage } from '../data/checks/index.js';
import { loadExamples } from '../data/load.js';
import type { PromptFormat } from '../data/prompt-format.js';
import { splitExamples } from '../data/split.js';
import type { CheckReport, Encoded, Example, Split } from '../data/types.js';
import { describeTokens } from '../engine/text/describe.js';
import { encodeExample, promptFormatFor } from '../models/encode-example.js';
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
  const loaded = await loadExamples(file, { task, columns });
  const head = await ensureBase(choices.base, options);
  const { detection, examples } = loaded;
  const labels = detection.task === 'classification' ? labelsOf(examples) : null;
  const promptFormat = promptFormatFor({
    task: detection.task,
    labels: labels ?? undefined,
    chatTemplate: head.chatTemplate,
  });
  const encode = (example: Example): Encoded => encodeExample(head, promptFormat, example, detection.task);
  const maxLength =
    choices.hyperparameters.maxLength ?? Math.min(NOTES_MAX_LENGTH, head.config.max_position_embeddings);
  const report = await checkFile(file, {
    task,
    columns,
    maxLength,
    seed: choices.seed,
    encoderFor: () => encode,
    checks: allChecks,
  });
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
    },
    split,
    size: dataSize(split, encode, maxLength),
    tokens: firstTokens(split, head, promptFormat),
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
export function modelSize(head: ModelHead): ModelSize {
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
  };
}

function dataSize(split: Split, encode: (example: Example) => Encoded, maxLength: number): DataSize {
  let [epochTokens, epochSupervisedTokens, longestExample] = [0, 0, 0];
  for (const example of split.train) {
    const { ids, trained } = encode(example);
    const length = Math.min(ids.length, maxLength);
    epochTokens += length;
    for (let i = 0; i < length; i++) epochSupervisedTokens += trained[i] ?? 0;
    longestExample = Math.max(longestExample, length);
  }
  return {
    trainExamples: split.train.length,
    validationExamples: split.validation.length,
    testExamples: split.test.length,
    epochTokens,
    epochSupervisedTokens,
    longestExample,
  };
}

function firstTokens(split: Split, head: ModelHead, format: PromptFormat): PreparedData['tokens'] {
  const example = split.train[0];
  if (!example) return null;
  return { line: example.line, pieces: describeTokens(encodeExample(head, format, example), head.tokenizer) };
}
