/** Cuts a rendered conversation at the places that matter for training: where each assistant turn begins, and where it ends. */
import { Problem } from '../../base/error.js';
import type { TextTokenizer } from '../types.js';
import { type ChatTurn, renderChat } from './chat-template.js';
import { type Shield, shieldFor } from './shield.js';

export interface ChatParts {
  tokenizer: TextTokenizer;
  /** Jinja source. */
  template: string;
}

/** A stretch of the conversation as ids. */
export interface ChatPiece {
  ids: number[];
  trained: boolean;
}

/** Characters [start, end) of the rendering: an assistant's words with their end token. */
interface Region {
  start: number;
  end: number;
  trained: boolean;
}

/**
 * The rendering, tokenised piece by piece: a cut stands before and after each assistant turn, because in serving the prompt ends there. So a
 * trained prompt has the ids of the served one whatever the answer begins with. Throws `Problem` when the template breaks this.
 */
export function layoutChat(parts: ChatParts, turns: readonly ChatTurn[], addGenerationPrompt: boolean): ChatPiece[] {
  const { tokenizer, template } = parts;
  const names = (tokenizer.specialTokens ?? []).map((token) => token.content);
  const shield = shieldFor(
    names,
    turns.map((turn) => turn.content),
  );
  const hidden = turns.map((turn) => ({ ...turn, content: shield.hide(turn.content) }));
  const render = (some: readonly ChatTurn[], open: boolean): string =>
    renderChat(template, some, { addGenerationPrompt: open, ...borderTokens(tokenizer) });
  const text = render(hidden, addGenerationPrompt);
  const pieces: ChatPiece[] = [];
  let done = 0;
  const take = (end: number, trained: boolean): void => {
    if (end > done) pieces.push({ ids: encodeRendered(tokenizer, shield, text.slice(done, end)), trained });
    done = end;
  };
  for (const [index, turn] of hidden.entries()) {
    if (turn.role !== 'assistant') continue;
    const prompt = render(hidden.slice(0, index), true);
    if (prompt.length < done || !text.startsWith(prompt)) throw notAPrefix(index);
    const region = assistantRegion(tokenizer, text, prompt.length, turn, index);
    take(region.start, false);
    take(region.end, region.trained);
  }
  take(text.length, false);
  return pieces;
}

function borderTokens(tokenizer: TextTokenizer): { bosToken: string; eosToken: string } {
  const nameOf = (id: number | null | undefined): string => (id == null ? '' : (tokenizer.tokenOf(id) ?? ''));
  return { bosToken: nameOf(tokenizer.bosId), eosToken: nameOf(tokenizer.endIds[0]) };
}

/** The template's special tokens count, the user's do not: those are restored only after the cut. */
function encodeRendered(tokenizer: TextTokenizer, shield: Shield, text: string): number[] {
  return tokenizer.encode(text, { allowSpecial: true, restore: shield.restore });
}

/** The turn runs to the first end token, when only the assistant's words (a template may trim them) stand before it; else to the end of the words. */
function assistantRegion(tokenizer: TextTokenizer, text: string, start: number, turn: ChatTurn, index: number): Region {
  const words = turn.content.trim();
  const trained = turn.weight !== 0;
  const stop = firstEnd(tokenizer, text, start);
  if (stop !== null && text.slice(start, stop.at).trim() === words) return { start, end: stop.after, trained };
  const rest = text.slice(start);
  const lead = rest.length - rest.trimStart().length;
  if (rest.startsWith(words, lead)) return { start, end: start + lead + words.length, trained };
  throw changedAnswer(index);
}

function firstEnd(tokenizer: TextTokenizer, text: string, from: number): { at: number; after: number } | null {
  let found: { at: number; after: number } | null = null;
  for (const id of tokenizer.endIds) {
    const name = tokenizer.tokenOf(id);
    const at = name === undefined ? -1 : text.indexOf(name, from);
    if (name !== undefined && at !== -1 && (found === null || at < found.at)) found = { at, after: at + name.length };
  }
  return found;
}

function notAPrefix(index: number): Problem {
  return new Problem({
    code: 'template-not-prefix',
    message: {
      en: `With this model's chat template the text before message ${index + 1} changes once the answer is there, so it cannot be trained as it is served.`,
      hi: `Is model ke chat template me message ${index + 1} se pehle ka text answer aane par badal jaata hai, isliye jaisa serve hota hai waisa train nahi ho sakta.`,
    },
    where: `message ${index + 1}`,
    next: {
      en: 'Split the conversation so that each example ends with one assistant turn, or choose another base model.',
      hi: 'Conversation ko aise todo ki har example ek assistant turn par khatam ho, ya koi aur base model chuno.',
    },
    exitCode: 1,
  });
}

function changedAnswer(index: number): Problem {
  return new Problem({
    code: 'template-changes-answer',
    message: {
      en: `This model's chat template rewrites the assistant's words in message ${index + 1}, so they cannot be found for training.`,
      hi: `Is model ka chat template message ${index + 1} me assistant ke shabd badal deta hai, isliye training ke liye milte nahi.`,
    },
    where: `message ${index + 1}`,
    next: {
      en: 'Choose another base model, or remove this row.',
      hi: 'Koi aur base model chuno, ya yeh row hata do.',
    },
    exitCode: 1,
  });
}
