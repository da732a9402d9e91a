/** Messages of a place with their gaps filled, so many of them, spread over the labels. Pure. */
import type { Random } from '../../base/random.js';
import type { MessageBank } from './types.js';

export interface Message {
  text: string;
  label: string;
}

/** `count` different messages in chance order; of each label as many as of every other, give or take one. */
export function drawMessages(bank: MessageBank, count: number, random: Random): Message[] {
  const byLabel = random
    .shuffle(Object.entries(bank.messages))
    .map(([label, texts]) => random.shuffle(texts).map((text) => ({ label, text: filled(text, bank, random) })));
  const dealt: Message[] = [];
  for (let at = 0; dealt.length < count && byLabel.some((texts) => at < texts.length); at++)
    for (const texts of byLabel) dealt.push(...texts.slice(at, at + 1));
  return random.shuffle(dealt.slice(0, count));
}

/** `{n}` is a number of five digits, `{amount}` one of rupees; other names are drawn from the bank's lists. */
function filled(text: string, { slots }: MessageBank, random: Random): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'n') return String(10_000 + random.below(90_000));
    if (name === 'amount') return String(50 + 5 * random.below(390));
    const choices = slots[name] ?? [];
    return choices[random.below(Math.max(1, choices.length))] ?? name;
  });
}
