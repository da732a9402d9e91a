/** Our side of the text checks: token ids of every sample text, and conversations rendered by the chat template and cut into tokens. */
import { type ChatTurn, renderChat } from '../../src/engine/text/chat-template.js';
import { encodeChatPrompt } from '../../src/engine/text/encode.js';
import type { ModelHead } from '../../src/models/types.js';
import { writeJson } from './exchange.js';
import { sampleTexts } from './texts.js';

export async function dumpText(folder: string, head: Pick<ModelHead, 'tokenizer' | 'chatTemplate'>): Promise<void> {
  const { tokenizer, chatTemplate } = head;
  const texts = sampleTexts().map(({ kind, text }) => {
    const ids = tokenizer.encode(text);
    const special = tokenizer.encode(text, { allowSpecial: true });
    return { kind, text, ids, special, decoded: tokenizer.decode(ids) };
  });
  const chats = chatTemplate === null ? [] : conversations().map((turns) => chat(head, chatTemplate, turns));
  await writeJson(folder, 'texts.json', { texts, chats });
}

function chat({ tokenizer }: Pick<ModelHead, 'tokenizer'>, template: string, turns: ChatTurn[]) {
  const name = (id: number | null | undefined): string => (id == null ? '' : (tokenizer.tokenOf(id) ?? ''));
  const borders = { bosToken: name(tokenizer.bosId), eosToken: name(tokenizer.endIds[0]) };
  return {
    turns,
    closed: renderChat(template, turns, { addGenerationPrompt: false, ...borders }),
    open: renderChat(template, turns, { addGenerationPrompt: true, ...borders }),
    ids: encodeChatPrompt({ tokenizer, template }, turns),
  };
}

/** Every sample text as a question; in turns alone, below a system message, and as the second question of a longer conversation. */
function conversations(): ChatTurn[][] {
  return sampleTexts().map(({ text }, index): ChatTurn[] => {
    const question: ChatTurn = { role: 'user', content: text };
    if (index % 3 === 0) return [question];
    if (index % 3 === 1) return [{ role: 'system', content: 'Answer briefly. Jawab chhota do.' }, question];
    const earlier: ChatTurn[] = [
      { role: 'user', content: 'Namaste! Who are you?' },
      { role: 'assistant', content: 'A small model. Main ek chhota model hoon.' },
    ];
    return [...earlier, question];
  });
}
