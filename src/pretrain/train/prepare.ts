/** Disk: from the gathered text to what the loop needs: a tokenizer, made once, and each source as a stream of tokens. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, writeAtomic } from '../../base/files.js';
import { createTokenizer } from '../../engine/text/tokenizer.js';
import type { TextTokenizer } from '../../engine/types.js';
import type { CorpusDocument } from '../corpus/types.js';
import { SHAPE } from '../recipe.js';
import type { DocumentTokens } from '../tokenizer/document-tokens.js';
import { SPECIAL_TOKENS, tokenizerJson } from '../tokenizer/tokenizer-files.js';
import { trainBpe } from '../tokenizer/train-bpe.js';
import { WordCounts } from '../tokenizer/words.js';
import { readSource, sourceNames } from './corpus-files.js';
import { TokenStream } from './token-stream.js';

/** Characters of one source that the tokenizer learns from, at most: large sources must not drown the small ones. */
const TOKENIZER_CHARACTERS = 6_000_000;

/**
 * The tokenizer of a training folder. When it has none yet, that of the model folder `from` is written there; without one, it is trained
 * on the corpus.
 */
export async function trainedTokenizer(folder: string, corpus: string, from: string | null): Promise<TextTokenizer> {
  const path = join(folder, 'tokenizer.json');
  if (from !== null) {
    await makeFolder(folder);
    await writeAtomic(path, await readFile(join(from, 'tokenizer.json'), 'utf8'));
  }
  const known = await readFile(path, 'utf8').catch(() => null);
  if (known !== null) return openTokenizer(JSON.parse(known));
  const words = new WordCounts();
  for (const name of await sourceNames(corpus)) await countWords(words, corpus, name);
  const vocabulary = trainBpe(words.counts, {
    vocabSize: SHAPE.vocab_size,
    specialTokens: SPECIAL_TOKENS,
    minPairCount: 2,
  });
  const json = tokenizerJson(vocabulary);
  await makeFolder(folder);
  await writeAtomic(path, `${JSON.stringify(json, null, 1)}\n`);
  return openTokenizer(json);
}

export function openTokenizer(json: unknown): TextTokenizer {
  return createTokenizer({ tokenizerJson: json, endIds: [SHAPE.eos_token_id, 0], bosId: null, padId: 0 });
}

async function countWords(words: WordCounts, corpus: string, name: string): Promise<void> {
  let characters = 0;
  for await (const document of readSource(corpus, name)) {
    for (const text of textsOf(document)) {
      words.add(text);
      characters += text.length;
    }
    if (characters > TOKENIZER_CHARACTERS) return;
  }
}

const textsOf = (document: CorpusDocument): string[] =>
  'text' in document ? [document.text] : document.messages.map(({ role, content }) => `${role}\n${content}`);

/** One source as tokens. */
export async function openStream(
  corpus: string,
  name: string,
  tokens: DocumentTokens,
  seed: number,
): Promise<TokenStream> {
  const documents: Uint16Array[] = [];
  for await (const document of readSource(corpus, name)) documents.push(tokens.document(document));
  return new TokenStream(name, documents, seed);
}

/** Names the text that a run was trained on: the sources and every token of them. */
export function dataHash(streams: readonly TokenStream[]): string {
  const hash = createHash('sha256');
  for (const stream of streams) {
    hash.update(`${stream.name}\n`);
    hash.update(new Uint8Array(stream.read(0, stream.length).buffer));
  }
  return hash.digest('hex');
}
