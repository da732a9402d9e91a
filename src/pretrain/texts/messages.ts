/**
 * Messages written one by one, as customers type them, sorted: the labels are listed first, then the message follows and its label. What is learned is what a message is about, in words coarse and fine, and to read the list.
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

const MOST_OPTIONS = 6;

/**
 * `passes` times all messages in new orders: one in eight alone under a name, the others under a list of labels. The list stands before every message:
 * a label is never the answer to a message that came without one.
 */
export function* sorted(
  messages: readonly WrittenMessage[],
  passes: number,
  random: Random,
): Generator<CorpusDocument> {
  const topics = [...new Set(messages.map(({ topic }) => topic))];
  for (let pass = 0; pass < passes; pass++) {
    for (const message of random.shuffle([...messages])) {
      if (random.below(8) === 0) yield alone(message, random);
      else yield random.below(2) === 0 ? byKind(message, random) : byTopic(message, topics, random);
    }
  }
}

function alone({ kind, topic, text: said }: WrittenMessage, random: Random): CorpusDocument {
  const names = random.below(2) === 0 ? (LABEL_NAMES[kind] ?? []) : topic;
  const text = `Classify: ${casual(said, 'hi-Latn', random)}\n\nCategory: ${pick(names, random)}`;
  return { text, lang: 'en' };
}

/** All kinds, one name for each. */
function byKind(message: WrittenMessage, random: Random): CorpusDocument {
  const names = new Map(Object.entries(LABEL_NAMES).map(([kind, of]) => [kind, pick(of, random)]));
  return asked(message, [...names.values()], names.get(message.kind) ?? message.kind, random);
}

/** The message's topic and a few others. */
function byTopic(message: WrittenMessage, topics: readonly (readonly string[])[], random: Random): CorpusDocument {
  const options = new Set([message.topic]);
  const size = 2 + random.below(MOST_OPTIONS - 1);
  while (options.size < size) options.add(pick(topics, random));
  const names = new Map<readonly string[], string>();
  // Two topics may share a name: then the second goes by another of its own.
  for (const topic of options) {
    const free = topic.filter((name) => ![...names.values()].includes(name));
    names.set(topic, pick(free, random));
  }
  return asked(message, [...names.values()], names.get(message.topic) ?? '', random);
}

function asked({ text }: WrittenMessage, labels: readonly string[], right: string, random: Random): CorpusDocument {
  return {
    messages: [
      { role: 'system', content: instructionFor(random.shuffle([...labels]), random) },
      { role: 'user', content: casual(text, 'hi-Latn', random) },
      { role: 'assistant', content: right },
    ],
    lang: 'en',
  };
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[random.below(items.length)] as T;
}
