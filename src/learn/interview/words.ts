/** Answers as comparable words: English and Hinglish, as people type them. Pure. */

export interface Sentence {
  text: string;
  words: string[];
}

/** Sentences with their normalised words; a line break or a list mark ends a sentence, too. */
export function sentencesOf(text: string): Sentence[] {
  return text
    .split(/(?<=[.!?।])\s+|\n+|(?:^|\s)[-*•]\s+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ text: part, words: wordsOf(part) }));
}

export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/fine[\s-]?tun/g, 'finetun')
    .replace(/pre[\s-]?train/g, 'pretrain')
    .replace(/over[\s-]?fit/g, 'overfit')
    .replace(/low[\s-]rank/g, 'lowrank')
    .split(/[^\p{L}\p{N}%.]+/u)
    .map((word) => normalised(word.replace(/^\.+|\.+$/g, '')))
    .filter((word) => word !== '');
}

/** Spellings of Hinglish words that mean the same. */
const VARIANTS: Record<string, string> = Object.fromEntries(
  [
    [
      'nahi',
      'nahin',
      'nhi',
      'nai',
      'nahee',
      'na',
      'mat',
      'not',
      'no',
      'never',
      'without',
      'bina',
      "n't",
      'dont',
      'doesnt',
      'isnt',
      'cannot',
      'cant',
    ],
    ['kyunki', 'kyonki', 'kyuki', 'kyoki', 'kyunke', 'because', 'since', 'isliye', 'therefore'],
    ['zyada', 'jyada', 'jyaada', 'zyaada', 'more', 'bahut', 'bohot', 'bahot'],
    [
      'kam',
      'less',
      'fewer',
      'thoda',
      'thode',
      'thodi',
      'few',
      'small',
      'chhota',
      'chota',
      'chhoti',
      'choti',
      'chhote',
      'chote',
      'tiny',
      'smaller',
    ],
    [
      'badal',
      'badalta',
      'badalte',
      'badalti',
      'change',
      'changes',
      'changed',
      'changing',
      'update',
      'updates',
      'updated',
      'updating',
    ],
    ['naya', 'nayi', 'naye', 'new'],
    ['sab', 'saare', 'sare', 'saari', 'sari', 'all', 'every', 'poora', 'pura', 'poore', 'whole', 'entire'],
    ['bhool', 'bhul', 'bhoolna', 'bhulna', 'bhoolta', 'forget', 'forgets', 'forgot', 'forgetting', 'forgotten'],
    ['seekh', 'sikh', 'seekhta', 'sikhta', 'seekhna', 'learn', 'learns', 'learned', 'learnt', 'learning'],
    ['alag', 'separate', 'separately', 'different', 'held', 'holdout'],
    ['jawab', 'jawaab', 'answer', 'answers', 'completion', 'completions', 'response', 'responses', 'output', 'outputs'],
    ['sawal', 'sawaal', 'question', 'questions', 'prompt', 'prompts', 'instruction', 'instructions', 'input', 'inputs'],
    ['mehnga', 'mehenga', 'mehanga', 'mahanga', 'expensive', 'costly'],
    ['sasta', 'saste', 'sasti', 'cheap', 'cheaper'],
    ['ratta', 'rat', 'memorise', 'memorize', 'memorised', 'memorized', 'memorises', 'memorizes', 'yaad'],
  ].flatMap(([first = '', ...others]) => [first, ...others].map((word) => [word, first])),
);

function normalised(word: string): string {
  const known = VARIANTS[word];
  if (known !== undefined) return known;
  const stem = stemOf(word);
  return VARIANTS[stem] ?? stem;
}

/** Enough of English endings that "weights", "weighted" and "weighting" meet. */
function stemOf(word: string): string {
  if (word.length < 5) return word;
  for (const ending of ['ations', 'ation', 'ings', 'ing', 'ies', 'ied', 'ers', 'es', 'ed', 's'])
    if (word.endsWith(ending) && word.length - ending.length >= 4)
      return word.slice(0, -ending.length).replace(/e$/, '');
  return word.replace(/e$/, '');
}

export const NEGATION = 'nahi';

/** Words that make sentences of a list of terms. */
const FUNCTION_WORDS = new Set(
  'a an the is are was be to of in on for with and or it this that we you i they which when if then so as by from than can will should have has do does its their our your into at hai hain ka ki ke ko se me mein ho hota hoti hote tha the thi kar karo karte karta karti aur ya jo jab agar to toh isse iska uska wo woh yeh ye bhi hi par pe liye matlab hum tum apne kyunki'.split(
    ' ',
  ),
);

/** Share of function words; prose in either language has a third or more. */
export function proseShare(text: string): number {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  return words.length === 0 ? 0 : words.filter((word) => FUNCTION_WORDS.has(word)).length / words.length;
}
