/**
 * A chat template as fixed strings around each turn, found by rendering conversations of marks. Templates of the ChatML kind are that and
 * nothing more; for one that is not, some probe conversation renders differently, and it is refused. Pure.
 */
import { Problem } from '../../base/error.js';
import { type ChatTurn, renderChat } from '../../engine/text/chat-template.js';

export interface TurnLayout {
  /** Stands at the beginning of a conversation without a system message. */
  defaultSystem: string;
  /** What stands before and after the words of each role. */
  system: [before: string, after: string];
  user: [before: string, after: string];
  assistant: [before: string, after: string];
  /** The opening of the answer that the model is to give. */
  opening: string;
}

export interface TemplateTokens {
  bosToken: string;
  eosToken: string;
}

/** Throws a `Problem` `template-not-exportable`. */
export function turnLayout(template: string, tokens: TemplateTokens): TurnLayout {
  const render = (turns: ChatTurn[], addGenerationPrompt: boolean): string =>
    renderChat(template, turns, { addGenerationPrompt, ...tokens });
  const around = (text: string, mark: string): [string, string] => {
    const at = text.indexOf(mark);
    if (at === -1) throw notExportable(mark);
    return [text.slice(0, at), text.slice(at + mark.length)];
  };
  const [s, u, a, v] = ['SYSTEM-WORDS', 'USER-WORDS', 'ASSISTANT-WORDS', 'LATER-WORDS'];
  const talk: ChatTurn[] = [turn('user', u), turn('assistant', a), turn('user', v)];
  const [first, afterUser] = around(render(talk.slice(0, 1), false), u);
  const opened = render(talk.slice(0, 1), true);
  const opening = opened.slice(first.length + u.length + afterUser.length);
  const [, afterAssistant] = around(render(talk.slice(0, 2), false), a);
  const [, fromAssistant] = around(render(talk, false), a);
  const [between] = around(fromAssistant, v);
  const beforeUser = between.slice(afterAssistant.length);
  const [, fromUser] = around(render(talk.slice(0, 2), false), u);
  const [beforeAssistant] = around(fromUser, a);
  const [beforeSystem, fromSystem] = around(render([turn('system', s), turn('user', u)], false), s);
  const [betweenSystem] = around(fromSystem, u);
  const layout: TurnLayout = {
    defaultSystem: first.slice(0, first.length - beforeUser.length),
    system: [beforeSystem, betweenSystem.slice(0, betweenSystem.length - beforeUser.length)],
    user: [beforeUser, afterUser],
    assistant: [beforeAssistant.slice(afterUser.length), afterAssistant],
    opening,
  };
  for (const probe of PROBES) {
    if (renderLayout(layout, probe) !== render(probe, true))
      throw notExportable(probe.map(({ role }) => role).join(', '));
  }
  return layout;
}

/** The conversation, opened for an answer, as the layout writes it. */
export function renderLayout(layout: TurnLayout, turns: readonly ChatTurn[]): string {
  const begin = turns[0]?.role === 'system' ? '' : layout.defaultSystem;
  const body = turns.map(({ role, content }) => layout[role].join(content));
  return begin + body.join('') + layout.opening;
}

const turn = (role: ChatTurn['role'], content: string): ChatTurn => ({ role, content });

/** Conversations of every shape that is trained, with words at which templates do special things: blanks at the ends, braces, nothing. */
export const PROBES: ChatTurn[][] = [
  [turn('user', 'Hello')],
  [turn('user', '  two\n\nlines {{ braces }} {% and %} "quotes" \n')],
  [turn('system', 'Answer briefly.'), turn('user', 'नमस्ते 🙂')],
  [turn('user', 'a'), turn('assistant', ' b \n'), turn('user', 'c')],
  [
    turn('system', 's'),
    turn('user', 'a'),
    turn('assistant', 'b'),
    turn('user', 'c'),
    turn('assistant', 'd'),
    turn('user', ''),
  ],
];

/** Why Ollama cannot be told what the model was taught. */
export function notExportable(detail: string): Problem {
  return new Problem({
    code: 'template-not-exportable',
    message: {
      en: `The prompts of training are not fixed texts around each turn, so they cannot be written for Ollama (${detail}).`,
      hi: `Training ke prompts har turn ke aas-paas fixed text nahi hain, isliye Ollama ke liye nahi likhe ja sakte (${detail}).`,
    },
    where: 'chat_template',
    next: {
      en: 'Export it with --format gguf: the file carries the whole template.',
      hi: '--format gguf se export karo: us file mein poora template hota hai.',
    },
    exitCode: 1,
  });
}
