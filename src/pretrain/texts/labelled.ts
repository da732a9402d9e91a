/**
 * Conversations in which an instruction lists labels and the answer is one of them: in another order each time, some with other names for
 * the same thing, some without a few. What is learned is to read the list, not a fixed set.
 */
import type { Random } from '../../base/random.js';
import type { CorpusDocument } from '../corpus/types.js';
import { Expander, type Grammar } from './grammar.js';
import { casual } from './polish.js';

/**
 * The grammar's names of the six kinds of message, and what they are called in the lists. The grammar's own names are the labels of a
 * sample in datasets/, so no text carries them: what the model knows of that sample's labels it has to learn from the sample.
 */
export const LABEL_NAMES: Readonly<Record<string, readonly string[]>> = {
  delivery: ['shipping', 'courier', 'parcel', 'logistics', 'dispatch', 'order on the way'],
  refund: ['returns', 'money back', 'exchange', 'cancelled order', 'sent back', 'wapsi'],
  billing: ['payment', 'invoice', 'charges', 'price', 'money taken', 'hisaab'],
  account: ['login', 'profile', 'sign in', 'user details', 'membership', 'password'],
  technical: ['bug', 'app problem', 'product fault', 'website', 'not working', 'kharabi'],
  feedback: ['suggestion', 'opinion', 'review', 'praise or idea', 'comment', 'raay'],
};

const INSTRUCTIONS = [
  'Classify the message. Answer with one of these categories and nothing else: {}.',
  'Answer with one of these categories and nothing else: {}.',
  'Choose the label that fits: {}.',
  'You sort messages. Labels: {}.',
  'Which of these is the message about? {}',
  'Is message ki category batao. Options: {}.',
];

/** `grammar`: productions that end in ` ⇥ label`. */
export function* labelled(grammar: Grammar, count: number, random: Random): Generator<CorpusDocument> {
  const expander = (): Expander => new Expander(grammar, random);
  for (let i = 0; i < count; i++) {
    const production = grammar.productions[random.below(grammar.productions.length)];
    const [line] = production?.lines ?? [];
    if (line === undefined) continue;
    const [message = '', label = ''] = expander().expand(line.parts).split(' ⇥ ');
    const written = casual(message, 'hi-Latn', random);
    const names = labelsFor(label, random);
    if (random.below(6) === 0) yield { text: `Classify: ${written}\n\nCategory: ${names.right}`, lang: 'en' };
    else
      yield {
        messages: [...asked(names.all, written, random), { role: 'assistant', content: names.right }],
        lang: 'en',
      };
  }
}

type Asked = { role: 'system' | 'user'; content: string }[];

/** The instruction as a system message, as the app writes it, or in front of the message. */
function asked(labels: readonly string[], message: string, random: Random): Asked {
  const instruction = instructionFor(labels, random);
  if (random.below(4) > 0)
    return [
      { role: 'system', content: instruction },
      { role: 'user', content: message },
    ];
  return [{ role: 'user', content: `${instruction}\n${message}` }];
}

/** The labels in a sentence, most often the one that the app writes. */
export function instructionFor(labels: readonly string[], random: Random): string {
  const pick = random.below(3) > 0 ? 0 : random.below(INSTRUCTIONS.length);
  return (INSTRUCTIONS[pick] ?? '{}').replace('{}', labels.join(', '));
}

/** The labels listed, in some order, and the one that is right: half of the time one for every kind, else a few of them. */
function labelsFor(label: string, random: Random): { all: string[]; right: string } {
  const size = random.below(2) === 0 ? Object.keys(LABEL_NAMES).length : 2 + random.below(4);
  const name = (key: string): string => {
    const names = LABEL_NAMES[key] ?? [key];
    return names[random.below(names.length)] ?? key;
  };
  const right = name(label);
  const others = random
    .shuffle(Object.keys(LABEL_NAMES).filter((key) => key !== label))
    .slice(0, size - 1)
    .map(name);
  return { all: random.shuffle([right, ...others]), right };
}
