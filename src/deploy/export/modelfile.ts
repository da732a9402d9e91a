/** Ollama's Modelfile: where the weights are, the prompts of training as a Go template, the system message, and where an answer ends. Pure. */
import { formatPrompt } from '../../data/templates.js';
import { notExportable, PROBES, type TurnLayout, turnLayout } from './turn-layout.js';
import type { ExportCheck, ExportSource } from './types.js';

export interface ModelfileParts {
  /** File names beside the Modelfile. */
  from: string;
  adapter: string | null;
}

/** Throws a `Problem` `template-not-exportable` when the template of training cannot be said in Ollama's language. */
export function checkedModelfile(
  source: Pick<ExportSource, 'base' | 'promptFormat' | 'greedy'>,
  { from, adapter }: ModelfileParts,
): { text: string; checks: ExportCheck[] } {
  const { promptFormat, greedy } = source;
  const { tokenizer } = source.base;
  const ends = tokenizer.endIds.map((id) => tokenizer.tokenOf(id)).filter((token) => token !== undefined);
  const system = promptFormat.kind === 'chat' ? promptFormat.system : null;
  if (system?.includes('"""')) throw notExportable('the system message holds """');
  const lines = [
    `FROM ./${from}`,
    ...(adapter === null ? [] : [`ADAPTER ./${adapter}`]),
    `TEMPLATE """${goTemplate(source)}"""`,
    ...(system === null ? [] : [`SYSTEM """${system}"""`]),
    ...ends.map((token) => `PARAMETER stop ${JSON.stringify(token)}`),
    ...(greedy ? ['PARAMETER temperature 0'] : []),
  ];
  return { text: `${lines.join('\n')}\n`, checks: templateOf(source) === null ? [] : [SAME_PROMPTS] };
}

/** What `turnLayout` refuses otherwise. A prompt without a chat template is one piece of text, which leaves nothing to compare. */
const SAME_PROMPTS: ExportCheck = {
  code: 'same-prompts',
  measured: 0,
  limit: 0,
  text: {
    en: `the Modelfile's template writes ${PROBES.length} probe conversations exactly as the chat template of training`,
    hi: `Modelfile ka template ${PROBES.length} test conversations ko training ke chat template jaisa hi likhta hai`,
  },
};

/** The chat template of training's prompts; null when they were plain text. */
const templateOf = ({ base, promptFormat }: Pick<ExportSource, 'base' | 'promptFormat'>): string | null =>
  promptFormat.kind === 'plain' ? null : base.chatTemplate;

function goTemplate({ base, promptFormat }: Pick<ExportSource, 'base' | 'promptFormat'>): string {
  const { tokenizer } = base;
  const chatTemplate = templateOf({ base, promptFormat });
  const bosToken = tokenizer.bosId === null ? '' : (tokenizer.tokenOf(tokenizer.bosId) ?? '');
  if (chatTemplate === null) {
    const task = promptFormat.kind === 'plain' ? promptFormat.task : 'chat';
    return formatPrompt(task, MARK).split(MARK).map(literal).join('{{ .Prompt }}');
  }
  const [endId] = tokenizer.endIds;
  const eosToken = endId === undefined ? '' : (tokenizer.tokenOf(endId) ?? '');
  const layout = turnLayout(chatTemplate, { bosToken, eosToken });
  // The program puts the beginning-of-text token in front by itself.
  return chatLayout(tokenizer.addsBos === true ? withoutLead(layout, bosToken) : layout);
}

const MARK = '\u0000';

/** Ollama gives the system message as .System and all messages, that one included, as .Messages. */
function chatLayout({ defaultSystem, system, user, assistant, opening }: TurnLayout): string {
  const around = ([before, after]: [string, string], value: string): string =>
    `${literal(before)}{{ ${value} }}${literal(after)}`;
  const begin = `{{ if .System }}${around(system, '.System')}{{ else }}${literal(defaultSystem)}{{ end }}`;
  const turns = `{{ if eq .Role "user" }}${around(user, '.Content')}{{ else if eq .Role "assistant" }}${around(assistant, '.Content')}{{ end }}`;
  return `${begin}{{ range .Messages }}${turns}{{ end }}${literal(opening)}`;
}

function withoutLead(layout: TurnLayout, bosToken: string): TurnLayout {
  const cut = (text: string): string =>
    bosToken !== '' && text.startsWith(bosToken) ? text.slice(bosToken.length) : text;
  return { ...layout, defaultSystem: cut(layout.defaultSystem), system: [cut(layout.system[0]), layout.system[1]] };
}

/** Text as it stands, but for what would open an action or close the Modelfile's quotes. */
function literal(text: string): string {
  return text.replace(/\{\{|"""/g, (found) => `{{ ${JSON.stringify(found)} }}`);
}
