/**
 * Disk: writes a trained model in another program's format, reads it back as that program would, and keeps it only when it answers as the
 * trained model does. Every refusal is a `Problem` with the numbers; then, as when it is interrupted or the disk is full, nothing is left.
 */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Problem } from '../../base/error.js';
import { systemProblem } from '../../base/system-problem.js';
import { type LogitDifference, logitDifference, textLogits } from '../../engine/llama/logits.js';
import { textSignature } from '../../models/text-signature.js';
import { checkSpace, describeFiles, type ExportedFile } from './folder.js';
import { FORMAT_WRITERS } from './formats/index.js';
import { differsFromBase } from './gates/differs-from-base.js';
import { finiteValues } from './gates/finite.js';
import { INFINITELY_FAR, sameLogits, tooLarge, within } from './gates/same-logits.js';
import { sameText } from './gates/same-text.js';
import { trainedModel } from './merged.js';
import { claimPlace, leavePlace, moveToPlace, type Place } from './place.js';
import { exportReadme } from './readme.js';
import type { ExportCheck, ExportFormat, ExportSource, FormatOptions, Reopened, Variant } from './types.js';

export type ExportStage = 'compare' | 'write' | 'read-back' | 'finish';

export interface ExportOptions extends FormatOptions {
  format: ExportFormat;
  /** Absent or an empty folder. */
  out: string;
  threads?: number;
  signal?: AbortSignal;
  onStage?: (stage: ExportStage) => void;
  /** Made before the source was complete. */
  checks?: readonly ExportCheck[];
}

export interface Exported {
  name: string;
  format: ExportFormat;
  /** Type of the numbers: `F32`, `Q8_0`. */
  precision: string;
  out: string;
  files: ExportedFile[];
  checks: ExportCheck[];
  /** The export against the trained model. */
  logits: LogitDifference;
  /** Precisions that were tried first and would have changed the answers. */
  rejected: { precision: string; logits: LogitDifference }[];
}

export async function exportModel(source: ExportSource, options: ExportOptions): Promise<Exported> {
  const { format, signal } = options;
  const out = resolve(options.out);
  const stop = (): void => signal?.throwIfAborted();
  let place: Place | undefined;
  try {
    place = await claimPlace(out);
    const { folder } = place;
    const variants = await FORMAT_WRITERS[format].variants(source, options);
    const { checks, ...trained } = await checkTrained(source, options);
    stop();
    const written = await writeFirstFaithful(source, variants, trained, folder, options);
    options.onStage?.('finish');
    const result = {
      name: source.name,
      format,
      ...written,
      checks: [...(options.checks ?? []), ...checks, ...written.checks],
    };
    await writeFile(join(folder, 'README.md'), exportReadme(source, result), { flush: true });
    const files = await describeFiles(folder);
    stop();
    await moveToPlace(place);
    return { ...result, out, files };
  } catch (error) {
    if (place !== undefined) await leavePlace(place);
    throw systemProblem(error);
  }
}

/** A few texts, and what the trained model computes for them. */
interface Trained {
  samples: readonly (readonly number[])[];
  reference: Float32Array[];
}

/** The gates on the trained model itself, and the logits that the export must give. */
async function checkTrained(
  source: ExportSource,
  { threads, onStage }: ExportOptions,
): Promise<Trained & { checks: ExportCheck[] }> {
  const { base, learned, trainedText } = source;
  const checks: ExportCheck[] = [];
  onStage?.('compare');
  if (learned.kind !== 'nothing')
    checks.push(finiteValues(learned.kind === 'adapter' ? learned.values : learned.changed));
  if (trainedText !== null) checks.push(sameText(textSignature(base), trainedText, 'base'));
  const samples = source.samples();
  const reference = await textLogits(trainedModel(source), samples, threads);
  if (learned.kind !== 'nothing') {
    const before = await textLogits(base, samples, threads);
    checks.push(differsFromBase(logitDifference(reference, before, base.config.vocab_size)));
  }
  return { checks, samples, reference };
}

type Written = Pick<Exported, 'precision' | 'checks' | 'logits' | 'rejected'>;

/** Null when its type has no room for some value, which was written as infinite: what goes in was found finite before. */
async function reopened(variant: Variant, folder: string): Promise<Reopened | null> {
  return variant.reopen(folder).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'non-finite-weights') return null;
    throw error;
  });
}

/** Tries the variants in turn; the last one's refusal is the export's. */
async function writeFirstFaithful(
  source: ExportSource,
  variants: readonly Variant[],
  { samples, reference }: Trained,
  folder: string,
  { threads, signal, onStage }: ExportOptions,
): Promise<Written> {
  const rejected: Written['rejected'] = [];
  for (const [index, variant] of variants.entries()) {
    await checkSpace(folder, variant.bytes);
    onStage?.('write');
    await variant.write(folder, () => signal?.throwIfAborted());
    onStage?.('read-back');
    const read = await reopened(variant, folder);
    signal?.throwIfAborted();
    const { precision, tolerance } = variant;
    const last = index + 1 === variants.length;
    if (read === null && last) throw tooLarge(precision);
    const logits =
      read === null
        ? INFINITELY_FAR
        : logitDifference(reference, await textLogits(read.model, samples, threads), read.model.config.vocab_size);
    if (read === null || (!last && !within(tolerance, logits))) {
      rejected.push({ precision, logits });
      continue;
    }
    const { text, checks: own = [] } = read;
    const checks = [
      ...(text === null ? [] : [sameText(text, textSignature(source.base), 'export')]),
      ...own,
      sameLogits(logits, tolerance, precision),
    ];
    return { precision, checks, logits, rejected };
  }
  throw new Error('a format without variants');
}
