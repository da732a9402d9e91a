/** The prompts for the teacher: prompt n of a seed is a pure function of both. */
import { Random } from '../../base/random.js';
import { SLOTS } from './slots.js';
import { KINDS, type PromptKind } from './templates.js';

export interface TeacherPrompt {
  n: number;
  kind: string;
  system: string;
  answer: PromptKind['answer'];
  /** The user's words. */
  user: string;
}

/** Prompt number `n` of the endless list that belongs to `seed`. Prompts can repeat. */
export function promptAt(seed: number, n: number): TeacherPrompt {
  const random = Random.for(seed, 'teacher-prompt', n);
  const kind = pickKind(random);
  const text = fill(pick(kind.templates, random), random);
  return {
    n,
    kind: kind.name,
    system: kind.system,
    answer: kind.answer,
    user: text.charAt(0).toUpperCase() + text.slice(1),
  };
}

const TOTAL_WEIGHT = KINDS.reduce((sum, kind) => sum + kind.weight, 0);

function pickKind(random: Random): PromptKind {
  let rest = random.below(TOTAL_WEIGHT);
  for (const kind of KINDS) {
    rest -= kind.weight;
    if (rest < 0) return kind;
  }
  throw new Error('the weights of the kinds changed');
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[random.below(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** Replaces every {slot}, also those in what is put in. A capital letter asks for a capital letter. No word is taken twice. */
function fill(template: string, random: Random): string {
  const taken = new Set<string>();
  const expand = (text: string): string =>
    text.replace(/\{([^{}]+)\}/g, (_, name: string) => {
      const slot = SLOTS[name.toLowerCase()];
      if (slot === undefined) throw new Error(`no slot named ${name}`);
      let word = pick(slot, random);
      while (taken.has(word) && taken.size < slot.length) word = pick(slot, random);
      taken.add(word);
      const text = expand(word);
      return name === name.toLowerCase() ? text : text.charAt(0).toUpperCase() + text.slice(1);
    });
  return expand(template);
}
