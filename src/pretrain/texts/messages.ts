/**
 * Messages written one by one, as customers type them, sorted in conversations: the labels are listed first, then several messages follow, each
 * with its label. What is learned is what a message is about, in words coarse and fine, and to read the list.
 */
import type { Random } from '../../base/random.js';
import type { CorpusDocument } from '../corpus/types.js';
import { instructionFor, LABEL_NAMES } from './labelled.js';
import { casual } from './polish.js';

/** A message, its kind (a key of `LABEL_NAMES`) and the names of the finer topic it stands under. */
export interface WrittenMessage {
  text: string;
  kind: string;
  topic: readonly string[];
}

/** Reads a file of one kind: `# name | name` starts a topic, or goes on with one that shares a name; every other line is a message. */
export function parseMessages(kind: string, content: string): WrittenMessage[] {
  const messages: WrittenMessage[] = [];
  const topics: string[][] = [];
  let topic: readonly string[] = [];
  for (const line of content.split('\n').map((text) => text.trim())) {
    if (line.startsWith('# ')) topic = topicOf(line.slice(2), topics);
    else if (line !== '') messages.push({ text: line, kind, topic });
  }
  return messages;
}

function topicOf(header: string, topics: string[][]): string[] {
  const names = header.split('|').map((name) => name.trim());
  const known = topics.find((topic) => topic.some((name) => names.includes(name)));
  if (known !== undefined) return known;
  topics.push(names);
  return names;
}

/** Of every pass over the messages, this share is put to the labels' lists in conversations; the rest stands alone under one name. */
const MESSAGES_PER_CONVERSATION = [1, 2, 3, 4] as const;
const MOST_OPTIONS = 6;

/** `passes` times all messages in new orders, in conversations and alone. */
export function* sorted(
  messages: readonly WrittenMessage[],
  passes: number,
  random: Random,
): Generator<CorpusDocument> {
  const topics = [...new Set(messages.map(({ topic }) => topic))];
  for (let pass = 0; pass < passes; pass++) {
    const waiting = random.shuffle([...messages]);
    while (waiting.length > 0) {
      const size = MESSAGES_PER_CONVERSATION[random.below(MESSAGES_PER_CONVERSATION.length)] ?? 1;
      const taken = waiting.splice(0, size);
      if (size === 1 && random.below(2) === 0) yield alone(taken, random);
      else yield random.below(2) === 0 ? byKind(taken, random) : byTopic(taken, topics, random);
    }
  }
}

function alone([message]: readonly WrittenMessage[], random: Random): CorpusDocument {
  const names = random.below(2) === 0 ? (LABEL_NAMES[message?.kind ?? ''] ?? []) : (message?.topic ?? []);
  const text = `Classify: ${casual(message?.text ?? '', 'hi-Latn', random)}\n\nCategory: ${pick(names, random)}`;
  return { text, lang: 'en' };
}

/** All kinds, one name for each. */
function byKind(messages: readonly WrittenMessage[], random: Random): CorpusDocument {
  const names = new Map(Object.entries(LABEL_NAMES).map(([kind, of]) => [kind, pick(of, random)]));
  return conversation(messages, [...names.values()], ({ kind }) => names.get(kind) ?? kind, random);
}

/** The messages' topics and a few others. */
function byTopic(
  messages: readonly WrittenMessage[],
  topics: readonly (readonly string[])[],
  random: Random,
): CorpusDocument {
  const right = [...new Set(messages.map(({ topic }) => topic))];
  const options = new Set(right);
  const size = right.length + 1 + random.below(MOST_OPTIONS - right.length);
  while (options.size < size) options.add(pick(topics, random));
  const names = new Map<readonly string[], string>();
  // Two topics may share a name: then the second goes by another of its own.
  for (const topic of options) {
    const free = topic.filter((name) => ![...names.values()].includes(name));
    names.set(topic, pick(free, random));
  }
  return conversation(messages, [...names.values()], ({ topic }) => names.get(topic) ?? '', random);
}

function conversation(
  messages: readonly WrittenMessage[],
  labels: readonly string[],
  labelOf: (message: WrittenMessage) => string,
  random: Random,
): CorpusDocument {
  const turns = messages.flatMap((message) => [
    { role: 'user' as const, content: casual(message.text, 'hi-Latn', random) },
    { role: 'assistant' as const, content: labelOf(message) },
  ]);
  const system = { role: 'system' as const, content: instructionFor(random.shuffle([...labels]), random) };
  return { messages: [system, ...turns], lang: 'en' };
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[random.below(items.length)] as T;
}
