/** A conversation as the one string that the model was taught on, by the model's own Jinja template. */
import { Template } from '@huggingface/jinja';
import { Problem } from '../../base/error.js';

export interface ChatTurn {
  role: 'system' | 'user' | 'assistant';
  content: string;
  /** 0: this assistant turn is not trained. */
  weight?: 0 | 1;
}

export interface RenderOptions {
  /** Ends with the opening of an assistant turn, for the model to continue. */
  addGenerationPrompt: boolean;
  bosToken?: string;
  eosToken?: string;
}

/** Renders a conversation. Throws `Problem` `chat-template` with the template's own words when it refuses, `bad-chat-template` when it does not parse. */
export function renderChat(template: string, turns: readonly ChatTurn[], options: RenderOptions): string {
  const compiled = compile(template);
  try {
    return compiled.render({
      messages: turns.map(({ role, content }) => ({ role, content })),
      add_generation_prompt: options.addGenerationPrompt,
      bos_token: options.bosToken ?? '',
      eos_token: options.eosToken ?? '',
    });
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new Problem({
      code: 'chat-template',
      message: {
        en: `The model's chat template refused the conversation: ${detail}`,
        hi: `Model ke chat template ne conversation reject kar di: ${detail}`,
      },
      where: `roles: ${turns.map((turn) => turn.role).join(', ')}`,
      next: {
        en: 'Check the order of the roles: an optional system message, then user and assistant in turn.',
        hi: 'Roles ka order check karo: pehle chaho to system, phir user aur assistant baari-baari.',
      },
      exitCode: 1,
      cause,
    });
  }
}

const MAX_COMPILED = 8;
const parsed = new Map<string, Template>();

/** Parsing costs more than rendering, and one program uses one or two templates. */
function compile(source: string): Template {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  // Today's date in a prompt would make tomorrow's served prompt differ from the trained one; templates bring a fixed date for this case.
  const template = parse(source.includes('strftime_now') ? `{% set strftime_now = no_clock %}${source}` : source);
  if (parsed.size >= MAX_COMPILED) parsed.clear();
  parsed.set(source, template);
  return template;
}

function parse(source: string): Template {
  try {
    return new Template(source);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new Problem({
      code: 'bad-chat-template',
      message: {
        en: `The model's chat template cannot be read: ${detail}`,
        hi: `Model ka chat template padha nahi ja sakta: ${detail}`,
      },
      where: 'chat_template',
      next: {
        en: 'Download the model again, or correct chat_template in its tokenizer_config.json.',
        hi: 'Model dobara download karo, ya uski tokenizer_config.json mein chat_template theek karo.',
      },
      cause,
    });
  }
}
