/** How a prompt is worded. A name in braces is replaced by one of the words or templates of that slot (see slots.ts). */

export interface PromptKind {
  name: string;
  /** How often, against the other kinds. */
  weight: number;
  /** The system message that the teacher gets with it; it does not become part of the corpus. */
  system: string;
  /** `code`: the answer must be JavaScript that parses. */
  answer: 'prose' | 'code';
  templates: readonly string[];
}

const SHORT = 'You are a helpful assistant. You answer in one or two short, simple sentences.';
const STORY = 'You tell very short and simple stories for children. A story has three or four short sentences.';
const SUPPORT = 'You work for an online shop. You are kind and polite, and you help customers in two short sentences.';
const TALK = 'You are a warm and friendly person. You talk in one or two short sentences.';
const CODE = 'You write one short JavaScript function and nothing else.';

const prose = (name: string, weight: number, templates: readonly string[], system = SHORT): PromptKind => ({
  name,
  weight,
  system,
  answer: 'prose',
  templates,
});

export const KINDS: readonly PromptKind[] = [
  prose('what-is', 12, [
    'What is {thing}?',
    'What is {thing}? Answer in one sentence.',
    'Explain {thing} in one sentence.',
    'Tell me about {thing} in two short sentences.',
    'What do you know about {thing}?',
  ]),
  prose('use', 6, [
    'What is {an object} used for?',
    'How does {tool} help us?',
    'When do people use {an object}?',
    'Who uses {an object} at work?',
    'How should I take care of {an object}?',
  ]),
  prose('why', 8, ['Why {why}?', 'Why {why}? Answer in one sentence.', 'Tell me in simple words, why {why}?']),
  prose('how-to', 10, [
    'How do I {task}?',
    'How can I {task}? Answer in two sentences.',
    'Give me one tip to {task}.',
    'What is the first step to {task}?',
    'I want to {task}. What should I do?',
  ]),
  prose('sentences', 10, [
    'Write two sentences about {subject}.',
    'Write one sentence about {subject} and {subject}.',
    'Describe {counted} in simple words.',
    'Write a sentence with the words {subject} and {subject}.',
    'Write three short sentences about {a job}.',
  ]),
  prose(
    'story',
    20,
    [
      'Write a very short story about {hero} and {counted}.',
      'Tell me a short story about {hero} in a {place}.',
      'Write a three-sentence story about {hero} who was {trait}.',
      'Tell a little story: {hero} finds {an object} in a {place}.',
    ],
    STORY,
  ),
  prose('support', 14, ['{complaint}', '{complaint}', 'Hello, {complaint}', '{complaint} Thank you.'], SUPPORT),
  prose('child', 6, [
    'Explain {general} like I am five.',
    'Explain {general} to a child in two sentences.',
    'What is {general}, in very simple words?',
  ]),
  prose('summary', 5, [
    'Summarise in one sentence: {passage}',
    'What is the main idea of this text? {passage}',
    'Give this text a short title: {passage}',
  ]),
  prose('talk', 4, ['{greeting}', 'Hello! {greeting}', '{greeting} What do you think?', 'Hi. {greeting}'], TALK),
  prose('compare', 3, [
    'What is the difference between {an animal} and {an animal}?',
    'What is the difference between {food} and {food}?',
    'Which is better, {food} or {food}?',
    'How are {an object} and {an object} different?',
  ]),
  prose('question', 8, [
    'What does {a job} do?',
    'What does {an animal} eat?',
    'Where does {an animal} live?',
    'Is {food} good for health?',
    'What can I make with {food}?',
    'What do people do at {a place}?',
    'Name three things in {a place}.',
  ]),
  {
    name: 'code',
    weight: 8,
    system: CODE,
    answer: 'code',
    templates: [
      'Write a JavaScript function that {code}.',
      'JavaScript: a short function that {code}.',
      'Write a one-line JavaScript arrow function that {code}.',
    ],
  },
];
