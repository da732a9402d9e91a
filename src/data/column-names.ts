/** The names that columns have in the accepted shapes, by role. Compared after lower-casing and with spaces and dashes as underscores. */

export const PROMPT_NAMES = ['prompt'] as const;
export const INPUT_NAMES = ['input', 'source'] as const;
export const TEXT_NAMES = [
  'text',
  'sentence',
  'message',
  'review',
  'utterance',
  'tweet',
  'comment',
  'title',
  'body',
] as const;
export const QUESTION_NAMES = ['question', 'query', 'q'] as const;
export const INSTRUCTION_NAMES = ['instruction'] as const;
export const CONTEXT_NAMES = ['input', 'context'] as const;
export const COMPLETION_NAMES = ['completion', 'response'] as const;
export const OUTPUT_NAMES = ['output', 'target', 'response'] as const;
export const LABEL_NAMES = ['category', 'label', 'class', 'intent', 'sentiment', 'tag', 'domain', 'topic'] as const;
export const ANSWER_NAMES = ['answer', 'response', 'a'] as const;
export const MESSAGES_NAMES = ['messages'] as const;
export const CONVERSATIONS_NAMES = ['conversations', 'conversation'] as const;

const KNOWN = new Set<string>(
  [
    PROMPT_NAMES,
    INPUT_NAMES,
    TEXT_NAMES,
    QUESTION_NAMES,
    INSTRUCTION_NAMES,
    CONTEXT_NAMES,
    COMPLETION_NAMES,
    OUTPUT_NAMES,
    LABEL_NAMES,
    ANSWER_NAMES,
    MESSAGES_NAMES,
    CONVERSATIONS_NAMES,
  ].flat(),
);

export function foldName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

export function isKnownName(name: string): boolean {
  return KNOWN.has(foldName(name));
}

/** The first of `names` (in their order) that stands among the keys of a record, as the record writes it. */
export function findColumn(keys: readonly string[], names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = keys.find((key) => foldName(key) === name);
    if (found !== undefined) return found;
  }
  return undefined;
}
