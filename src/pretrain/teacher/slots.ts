/** What may stand in the braces of a template. An entry may have braces itself. */
import { CODE_TASKS } from './code-tasks.js';
import * as topics from './topics.js';

const article = (word: string): string =>
  /^(a|an|the) /.test(word) ? word : `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`;
const withoutArticle = (word: string): string => word.replace(/^(a|an|the) /, '');

const OF_NATURE = topics.NATURE.map((word) => (word === 'Earth' || word === 'oxygen' ? word : `the ${word}`));
/** What one can count, with an article. */
const COUNTED = [...topics.ANIMALS, ...topics.OBJECTS, ...topics.PLACES, ...topics.JOBS].map(article);
/** What one speaks of in general. */
const GENERAL = [...topics.FOODS, ...topics.IDEAS, ...topics.TECHNOLOGY, ...OF_NATURE];
const SUBJECTS = [
  ...topics.ANIMALS,
  ...topics.FOODS,
  ...topics.OBJECTS,
  ...topics.PLACES,
  ...topics.NATURE,
  ...topics.IDEAS,
  ...topics.TECHNOLOGY,
  ...topics.JOBS,
].map(withoutArticle);

export const SLOTS: Readonly<Record<string, readonly string[]>> = {
  thing: [...COUNTED, ...GENERAL],
  counted: COUNTED,
  general: GENERAL,
  subject: SUBJECTS,
  tool: [...topics.OBJECTS.map(article), ...topics.TECHNOLOGY],
  'an object': topics.OBJECTS.map(article),
  'an animal': topics.ANIMALS.map(article),
  animal: topics.ANIMALS,
  'a job': topics.JOBS.map(article),
  'a place': topics.PLACES.map(article),
  place: topics.PLACES,
  food: topics.FOODS,
  why: topics.WHYS,
  task: topics.TASKS,
  hero: topics.HEROES,
  trait: topics.TRAITS,
  greeting: topics.GREETINGS,
  product: topics.PRODUCTS,
  trouble: topics.TROUBLES,
  code: CODE_TASKS,
  day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  complaint: [
    'my {product} {trouble}.',
    'my {product} {trouble}. What can I do?',
    'the {product} that I ordered on {day} {trouble}. Can you help me?',
    'I am not happy. My new {product} {trouble}.',
    'how long does delivery of a {product} take?',
    'I want to cancel my order for a {product}.',
    'can I get a refund for my {product}?',
    'thank you, the {product} came on {day} and I like it.',
    'I want to change the address for my {product}.',
    'is there a warranty on the {product}?',
  ],
  passage: [
    'On {day}, {hero} went to the {place} to buy {an object}. It was closed, so they walked home and had {food}.',
    'The {place} in our town opens on {day}. Many people come to see it. They also like the {food} there.',
    'It rained all day on {day}. {Hero} stayed at home, ate {food} and looked for {an object}.',
    '{Hero} saw {an animal} near the {place}. It was hungry, so they gave it {food}. Now they are good friends.',
    'My neighbour is {a job}. Every {day} my neighbour goes to the {place} and helps people there.',
    'Our {product} {trouble}. We wrote to the shop on {day}. The shop said sorry and sent a new one.',
  ],
};
