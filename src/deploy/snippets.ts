/** How to try a served model: a curl line and a few lines with the official client. */
import { shellQuoted } from '../base/shell-quoted.js';

export interface Snippets {
  curl: string;
  openai: string;
}

/** `endpoint` ends in `/v1`. `prompt` is a question of the kind that the model was trained on. `keyed`: the server wants a key. */
export function snippets(options: { endpoint: string; model: string; prompt: string; keyed?: boolean }): Snippets {
  const { endpoint, model, prompt, keyed = false } = options;
  const body = JSON.stringify({ model, messages: [{ role: 'user', content: prompt }], temperature: 0 });
  const curl = [
    `curl ${endpoint}/chat/completions`,
    `-H 'Content-Type: application/json'`,
    ...(keyed ? [`-H "Authorization: Bearer $VISHESH_API_KEY"`] : []),
    `-d ${shellQuoted(body)}`,
  ].join(' ');
  const openai = [
    `import OpenAI from 'openai';`,
    `const client = new OpenAI({ baseURL: ${literal(endpoint)}, apiKey: ${keyed ? 'process.env.VISHESH_API_KEY' : "'none'"} });`,
    `const answer = await client.chat.completions.create({`,
    `  model: ${literal(model)},`,
    `  messages: [{ role: 'user', content: ${literal(prompt)} }],`,
    `  temperature: 0,`,
    `});`,
    `console.log(answer.choices[0].message.content);`,
  ].join('\n');
  return { curl, openai };
}

/** A JavaScript string literal in single quotes. */
const literal = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
