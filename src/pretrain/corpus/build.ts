/** Disk: turns sources into the corpus folder, one `<source>.jsonl` each, and `manifest.json` with what was kept and left out, and why. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../base/error.js';
import { makeFolder, readJson, writeAtomic } from '../../base/files.js';
import type { Overlap } from './overlap.js';
import { type CorpusLanguage, type CorpusSource, type SourceContext, textOf } from './types.js';
import { Unique } from './unique.js';

const reportSchema = z.object({
  licence: z.string(),
  from: z.string(),
  version: z.string(),
  documents: z.number(),
  bytes: z.number(),
  bytes_by_language: z.object({ en: z.number(), 'hi-Latn': z.number(), code: z.number() }),
  /** Left out because the text shares eight words in a row, or a whole shorter sentence, with a data set or a held-out text. */
  removed_overlap: z.number(),
  removed_repeats: z.number(),
  removed_near_repeats: z.number(),
  sha256: z.string(),
});
export type SourceReport = z.infer<typeof reportSchema>;

const manifestSchema = z.object({
  seed: z.number(),
  sources: z.record(z.string(), reportSchema),
  /** Sources that could not be fetched, with the reason. */
  skipped: z.record(z.string(), z.string()),
});
export type CorpusManifest = z.infer<typeof manifestSchema>;

export interface BuildOptions {
  folder: string;
  sources: readonly CorpusSource[];
  context: SourceContext;
  reserved: Overlap;
  say: (line: string) => void;
}

/**
 * Writes the sources' files and the manifest. A source whose packages cannot be fetched is left out and named under `skipped`.
 * Reports of earlier sources stay in the manifest when only some are built anew.
 */
export async function buildCorpus({ folder, sources, context, reserved, say }: BuildOptions): Promise<CorpusManifest> {
  await makeFolder(folder);
  const manifest: CorpusManifest = { ...(await earlier(folder)), seed: context.seed, skipped: {} };
  for (const source of sources) {
    try {
      const { content, report } = await collect(source, context, reserved);
      await writeAtomic(join(folder, `${source.name}.jsonl`), content);
      manifest.sources[source.name] = report;
      say(`${source.name}: ${report.documents} documents, ${(report.bytes / 1e6).toFixed(2)} MB`);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'package-not-fetched') throw error;
      manifest.skipped[source.name] = error.message;
      say(`${source.name}: SKIPPED. ${error.message}`);
    }
    await writeAtomic(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  }
  return manifest;
}

/** The manifest that is there, or an empty one. */
async function earlier(folder: string): Promise<CorpusManifest> {
  const path = join(folder, 'manifest.json');
  const isThere = (await stat(path).catch(() => null)) !== null;
  if (!isThere) return { seed: 0, sources: {}, skipped: {} };
  return readJson(path, manifestSchema, 'Delete the file and run npm run corpus again.');
}

/** All lines of one source, after leaving out overlaps and repeats, and the report about them. */
export async function collect(
  source: CorpusSource,
  context: SourceContext,
  reserved: Overlap,
): Promise<{ content: string; report: SourceReport }> {
  const unique = new Unique();
  const lines: string[] = [];
  const removed = { overlap: 0, repeat: 0, 'near-repeat': 0 };
  const byLanguage: Record<CorpusLanguage, number> = { en: 0, 'hi-Latn': 0, code: 0 };
  let bytes = 0;
  for await (const document of source.documents(context)) {
    const text = textOf(document);
    if (text.trim() === '') continue;
    const verdict = reserved.has(text) ? 'overlap' : unique.judge(text);
    if (verdict !== 'new') {
      removed[verdict] += 1;
      continue;
    }
    lines.push(JSON.stringify(document));
    const size = Buffer.byteLength(text);
    bytes += size;
    byLanguage[document.lang] += size;
  }
  const content = `${lines.join('\n')}\n`;
  const report: SourceReport = {
    licence: source.licence,
    from: source.from,
    version: source.packages.map(({ name, version }) => `${name}@${version}`).join(' ') || 'this repository',
    documents: lines.length,
    bytes,
    bytes_by_language: byLanguage,
    removed_overlap: removed.overlap,
    removed_repeats: removed.repeat,
    removed_near_repeats: removed['near-repeat'],
    sha256: createHash('sha256').update(content).digest('hex'),
  };
  return { content, report };
}
