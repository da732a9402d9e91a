/**
 * How a field of a table of things (`things/`) is asked about and answered. In a frame {n} is the thing with its article, {o} its oblique form
 * (Hinglish), {many} its plural, {about} the plural where there is one, {v} the field's value, {v2} its second half, {count} and {counted} the
 * parts of "two wheels"; a capital ({N}) starts a sentence. {m:f} chooses by the thing's gender, {{m:f}} by that of what is counted.
 */
export interface Frames {
  /** Fields that a row must have. */
  required: readonly string[];
  /** Fields that say how the thing is named. */
  names: readonly string[];
  fields: Readonly<Record<string, { ask: readonly string[]; say: readonly string[] }>>;
}

const ENGLISH: Frames = {
  required: ['noun', 'is'],
  names: ['noun', 'plural'],
  fields: {
    is: {
      ask: [
        'What is {n}?',
        "What's {n}?",
        'Tell me what {n} is.',
        'Can you tell me what {n} is?',
        'Do you know what {n} is?',
        'Tell me about {about}.',
        'What do you know about {about}?',
        'Say something about {about}.',
        'What are {many}?',
        'Explain {n} in one line.',
      ],
      say: ['{N} is {v}.'],
    },
    eats: {
      ask: [
        'What does {n} eat?',
        'What do {many} eat?',
        'What does {n} like to eat?',
        'What food do {many} like?',
        'Tell me what {many} eat.',
      ],
      say: ['{N} eats {v}.', '{Many} eat {v}.'],
    },
    lives: {
      ask: [
        'Where does {n} live?',
        'Where do {many} live?',
        'Where is the home of {n}?',
        'Tell me where {many} live.',
        'Where can I see {many}?',
      ],
      say: ['{N} lives {v}.', '{Many} live {v}.'],
    },
    sound: {
      ask: ['What sound does {n} make?', 'What does {n} say?', 'How does {n} sound?', 'Which sound do {many} make?'],
      say: ['{N} {v}.'],
    },
    colour: {
      ask: [
        'What colour is {n}?',
        'What color is {n}?',
        'What colour are {many}?',
        'Which colour does {n} have?',
        'Tell me the colour of {n}.',
      ],
      say: ['{N} is {v}.', 'The colour of {n} is {v}.'],
    },
    does: {
      ask: ['What does {n} do?', 'What can {n} do?', 'Tell me what {n} does.', 'What do {many} do?'],
      say: ['{N} {v}.'],
    },
    use: {
      ask: [
        'What do we use {n} for?',
        'What is {n} used for?',
        'What is {n} for?',
        'What is the use of {n}?',
        'Why do we need {n}?',
        'What do people use {n} for?',
        'What do people do with {n}?',
      ],
      say: ['We use {n} {v}.', 'People use {n} {v}.'],
    },
    found: {
      ask: [
        'Where can I find {n}?',
        'Where do we find {n}?',
        'Where can you find {about}?',
        'Where do people find {n}?',
      ],
      say: ['You can find {n} {v}.'],
    },
    made: { ask: ['What is {n} made of?', 'What is {n} made from?', 'How is {n} made?'], say: ['{N} is made {v}.'] },
    count: {
      ask: [
        'How many {counted} does {n} have?',
        'How many {counted} has {n}?',
        'How many {counted} do {many} have?',
        'Tell me how many {counted} {n} has.',
      ],
      say: ['{N} has {v}.'],
    },
    works: {
      ask: ['Where does {n} work?', 'Where do {many} work?', 'Who works {v}?', 'Which people work {v}?'],
      say: ['{N} works {v}.'],
    },
    who: {
      ask: ['Who works in {n}?', 'Who can I meet in {n}?', 'Whom do you meet in {n}?', 'Tell me who works in {n}.'],
      say: ['You can meet {v} in {n}.', 'In {n} you can meet {v}.'],
    },
    taste: {
      ask: ['What does {n} taste like?', 'How does {n} taste?', 'What is the taste of {n}?', 'How do {many} taste?'],
      say: ['{N} tastes {v}.'],
    },
    when: {
      ask: ['When do we need {n}?', 'When do we use {n}?', 'When do people need {n}?'],
      say: ['We need {n} {v}.', 'People need {n} {v}.'],
    },
    why: {
      ask: [
        'Why do people {v}?',
        'Do you know why people {v}?',
        'Tell me why people {v}.',
        'For what reason do people {v}?',
      ],
      say: ['People {v} {v2}.'],
    },
  },
};

const HINGLISH: Frames = {
  required: ['noun', 'oblique', 'gender', 'is'],
  names: ['noun', 'oblique', 'gender'],
  fields: {
    is: {
      ask: [
        '{N} kya {hota:hoti} hai?',
        '{N} kya hai?',
        '{N} kise kehte hain?',
        '{O} ke baare mein batao.',
        '{O} ke baare mein kuch bataiye.',
        'Mujhe {o} ke baare mein batao.',
        'Batao {n} kya {hota:hoti} hai?',
        'Kya aap jaante hain ki {n} kya {hota:hoti} hai?',
      ],
      say: ['{N} {v}.'],
    },
    khata: {
      ask: [
        '{N} kya {khata:khati} hai?',
        '{O} ka khana kya hai?',
        '{O} ko khane mein kya pasand hai?',
        'Batao {n} kya {khata:khati} hai?',
      ],
      say: ['{N} {v} {khata:khati} hai.'],
    },
    rehta: {
      ask: ['{N} kahan {rehta:rehti} hai?', '{O} ka ghar kahan hota hai?', 'Batao {n} kahan {rehta:rehti} hai?'],
      say: ['{N} {v} {rehta:rehti} hai.'],
    },
    awaaz: {
      ask: ['{N} kaisi awaaz {karta:karti} hai?', '{O} ki awaaz kaisi hoti hai?', '{N} kaise {bolta:bolti} hai?'],
      say: ['{N} {v} {karta:karti} hai.'],
    },
    rang: {
      ask: [
        '{O} ka rang kaisa hota hai?',
        '{O} ka rang kya hota hai?',
        '{N} kis rang {ka:ki} {hota:hoti} hai?',
        '{N} ka color kaisa hota hai?',
      ],
      say: ['{O} ka rang {v} hota hai.'],
    },
    karta: {
      ask: ['{N} kya {karta:karti} hai?', '{N} kya kar {sakta:sakti} hai?', 'Batao {n} kya {karta:karti} hai?'],
      say: ['{N} {v}.'],
    },
    kaam: {
      ask: [
        '{N} kis kaam {aata:aati} hai?',
        '{O} ka kya kaam hota hai?',
        '{O} se hum kya karte hain?',
        '{O} ki zaroorat kyun hoti hai?',
        'Log {o} se kya karte hain?',
      ],
      say: ['{N} {v} ke kaam {aata:aati} hai.'],
    },
    milta: {
      ask: ['{N} kahan {milta:milti} hai?', '{N} kahan {milega:milegi}?', 'Hum {o} ko kahan dekh sakte hain?'],
      say: ['{N} {v} {milta:milti} hai.'],
    },
    bana: {
      ask: ['{N} kis cheez se {banta:banti} hai?', '{N} kaise {banta:banti} hai?', '{N} kis se bana {hota:hoti} hai?'],
      say: ['{N} {v} {banta:banti} hai.'],
    },
    kitna: {
      ask: [
        '{O} {{ke:ki}} {{kitne:kitni}} {counted} {{hote:hoti}} hain?',
        '{O} mein {{kitne:kitni}} {counted} {{hote:hoti}} hain?',
        'Batao {o} {{ke:ki}} {{kitne:kitni}} {counted} {{hote:hoti}} hain?',
      ],
      say: ['{O} {{ke:ki}} {v} {{hote:hoti}} hain.'],
    },
    kahan: {
      ask: ['{N} kahan kaam {karta:karti} hai?', '{V} kaun kaam karta hai?', '{V} kaam kaun karta hai?'],
      say: ['{N} {v} kaam {karta:karti} hai.', '{V} {n} kaam {karta:karti} hai.'],
    },
    kaun: {
      ask: ['{O} mein kaun kaam karta hai?', '{O} mein kaun log kaam karte hain?', '{O} mein kaun milta hai?'],
      say: ['{O} mein {v} kaam karte hain.'],
    },
    swad: {
      ask: [
        '{O} ka swad kaisa hota hai?',
        '{N} khane mein {kaisa:kaisi} {lagta:lagti} hai?',
        '{O} ka taste kaisa hota hai?',
      ],
      say: ['{O} ka swad {v} hota hai.'],
    },
    kyun: {
      ask: ['Log {counted} kyun {count}?', 'Hum log {counted} kyun {count}?', 'Batao log {counted} kyun {count}?'],
      say: ['Log {v} {v2}.'],
    },
  },
};

export const FRAMES = { en: ENGLISH, 'hi-Latn': HINGLISH } as const;
