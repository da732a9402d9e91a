import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../../src/base/error.js';
import { buildCorpus } from '../../../src/pretrain/corpus/build.js';
import { Overlap } from '../../../src/pretrain/corpus/overlap.js';
import type { CorpusDocument, CorpusSource } from '../../../src/pretrain/corpus/types.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corpus-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const source = (name: string, documents: CorpusDocument[]): CorpusSource => ({
  name,
  licence: 'CC0-1.0',
  from: 'a test',
  packages: [{ name: 'texts', version: '1.0.0' }],
  documents: () => documents,
});

async function build(sources: CorpusSource[], taken: string[] = []) {
  const reserved = new Overlap();
  for (const text of taken) reserved.add(text);
  const context = { seed: 1, open: async () => folder };
  return buildCorpus({ folder, sources, context, reserved, say: () => {} });
}

describe('buildCorpus', () => {
  it('writes one line per document, leaves out overlaps and repeats, and counts them', async () => {
    const manifest = await build(
      [
        source('mixed', [
          { text: 'The little boat turned slowly in the harbour.', lang: 'en' },
          { text: 'the little boat turned slowly in the harbour', lang: 'en' },
          {
            messages: [
              { role: 'user', content: 'Mera order kahan hai?' },
              { role: 'assistant', content: 'Kal tak aa jayega.' },
            ],
            lang: 'hi-Latn',
          },
          { text: 'A sentence that the data set already has in it, word for word.', lang: 'en' },
        ]),
      ],
      ['A sentence that the data set already has in it, word for word.'],
    );
    const lines = (await readFile(join(folder, 'mixed.jsonl'), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).lang)).toEqual(['en', 'hi-Latn']);
    expect(manifest.sources.mixed).toMatchObject({
      documents: 2,
      removed_overlap: 1,
      removed_repeats: 1,
      version: 'texts@1.0.0',
    });
    expect(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest);
  });

  it('leaves out a source that cannot be fetched, says so, and goes on', async () => {
    const missing: CorpusSource = {
      ...source('missing', []),
      documents: () => {
        throw new Problem({ code: 'package-not-fetched', message: 'no network', next: 'try again' });
      },
    };
    const manifest = await build([missing, source('there', [{ text: 'Rain fell on the roof.', lang: 'en' }])]);
    expect(manifest.skipped).toEqual({ missing: 'no network' });
    expect(Object.keys(manifest.sources)).toEqual(['there']);
  });

  it('keeps the reports of sources that are not built again', async () => {
    await build([source('first', [{ text: 'One line of text.', lang: 'en' }])]);
    const manifest = await build([source('second', [{ text: 'Another line of text.', lang: 'en' }])]);
    expect(Object.keys(manifest.sources)).toEqual(['first', 'second']);
  });
});
