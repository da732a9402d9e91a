// Real weights all the way: a base folder, what was learned on it, and the answers over HTTP.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../src/base/error.js';
import { Random } from '../../src/base/random.js';
import { listDeployments, readDeployment, registerDeployment, removeDeployment } from '../../src/deploy/registry.js';
import { homeModels } from '../../src/deploy/servable.js';
import { type HomeServer, serveHome } from '../../src/deploy/serve-home.js';
import type { Deployment } from '../../src/deploy/types.js';
import { writeChangedWeights } from '../../src/engine/formats/changed-weights.js';
import { writePeftAdapter } from '../../src/engine/formats/peft.js';
import { createGenerator } from '../../src/engine/generate/generator.js';
import { initAdapter, type LoraSpec, mergeAdapter } from '../../src/engine/llama/lora.js';
import { encodePrompt } from '../../src/models/encode-example.js';
import { openModel } from '../../src/models/open.js';
import type { OpenModel } from '../../src/models/types.js';
import { streamMessages } from '../../src/workflow/chat-client.js';
import { tinyModelFolder } from '../support/tiny-model-folder.js';

const spec: LoraSpec = {
  method: 'lora',
  rank: 4,
  alpha: 16,
  rsLora: false,
  targetModules: ['q_proj', 'down_proj'],
  dropout: 0,
};
const format = { kind: 'chat', system: 'Classify.' } as const;
const question = 'the user on a bus';

let home: string;
let base: OpenModel;
let server: HomeServer;

/** Random weights of the same kind, far enough from zero to change the answers. */
function noise(values: Float32Array, seed: number): Float32Array {
  const random = new Random(seed);
  return values.map((value) => value + random.normal() * 0.3);
}

const adapter = () =>
  new Map([...initAdapter(base.config, spec, 3)].map(([name, values], i) => [name, noise(values, i)]));
const changed = () =>
  new Map(
    [...base.weights].filter(([name]) => name.startsWith('model.layers.1.')).map(([n, v], i) => [n, noise(v, i)]),
  );

const deployment = (modelId: string, changes: Partial<Deployment> = {}): Deployment => ({
  version: 1,
  modelId,
  jobId: `job-${modelId}`,
  base: base.path,
  baseFingerprint: base.fingerprint,
  method: 'lora',
  path: join(home, 'lora'),
  promptFormat: format,
  task: 'classification',
  createdAt: '2026-02-01T00:00:00.000Z',
  ...changes,
});

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-servable-'));
  const folder = await tinyModelFolder(join(home, 'models', 'tiny'));
  base = await openModel(folder, { home });
  await writePeftAdapter(join(home, 'lora'), { adapter: adapter(), spec, baseNameOrPath: 'tiny' });
  await writeChangedWeights(join(home, 'partial'), changed(), base.config);
  server = await serveHome({ home, host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

async function served(
  model: string,
): Promise<{ status: number; text: string; error?: { message: string; code: string } }> {
  const response = await fetch(`${server.endpoint}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, temperature: 0, max_tokens: 12, messages: [{ role: 'user', content: question }] }),
  });
  const body = (await response.json()) as {
    choices?: { message: { content: string } }[];
    error?: { message: string; code: string };
  };
  return { status: response.status, text: body.choices?.[0]?.message.content ?? '', error: body.error };
}

/** As the app's chat asks. */
async function streamed(model: string, promptOf?: string): Promise<string> {
  const promptFormat = promptOf === undefined ? undefined : (await readDeployment(home, promptOf)).promptFormat;
  const answer = streamMessages(server.endpoint, model, [{ role: 'user', content: 'where is it?' }], {
    maxTokens: 12,
    promptFormat,
  });
  let text = '';
  for await (const piece of answer) text += piece;
  return text;
}

async function expected(weights: OpenModel['weights'], system: string | null): Promise<string> {
  const generator = await createGenerator({ ...base, weights });
  const promptIds = encodePrompt(base, { kind: 'chat', system }, [{ role: 'user', content: question }]);
  const { text } = await generator.generate(promptIds, { maxTokens: 12, temperature: 0, topP: 1, stop: [], seed: 0 });
  await generator.release();
  return text;
}

describe('the models of a home', () => {
  it('hold the base, and each deployment as soon as it is registered, without a restart', async () => {
    expect((await served('clerk')).error?.code).toBe('model_not_found');
    await registerDeployment(home, deployment('clerk'));
    expect((await served('clerk')).status).toBe(200);
    const ids = (await homeModels(home).list()).map(({ id }) => id);
    expect(ids.slice(0, 1)).toEqual(['clerk']);
    expect(ids).toContain('tiny');
  });

  it('answer with what was learned: adapter, changed weights, and neither', async () => {
    await registerDeployment(home, deployment('last', { method: 'partial', path: join(home, 'partial') }));
    const lora = await expected(mergeAdapter(base.config, base.weights, spec, adapter()), format.system);
    const partial = await expected(new Map([...base.weights, ...changed()]), format.system);
    const plain = await expected(base.weights, null);
    // If they were alike, the comparison below would prove nothing.
    expect(new Set([lora, partial, plain]).size).toBe(3);
    expect([await served('clerk'), await served('last'), await served('tiny')].map(({ text }) => text)).toEqual([
      lora,
      partial,
      plain,
    ]);
  });

  it('answer the same with the same weights and prompt: a base, and a tuned model that has learned nothing yet', async () => {
    const untrained = initAdapter(base.config, spec, 3);
    await writePeftAdapter(join(home, 'untrained'), { adapter: untrained, spec, baseNameOrPath: 'tiny' });
    await registerDeployment(home, deployment('twin', { path: join(home, 'untrained') }));
    expect(await streamed('tiny', 'twin')).toBe(await streamed('twin'));
    // With its own prompt the base answers otherwise, so the line above proves something.
    expect(await streamed('tiny')).not.toBe(await streamed('twin'));
    await removeDeployment(home, 'twin');
  });

  it('draw the same answer for the same seed, end before a stop string, and count their tokens, for the official client', async () => {
    const client = new OpenAI({ baseURL: server.endpoint, apiKey: 'none', maxRetries: 0 });
    const ask = (options: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming>) =>
      client.chat.completions.create({
        model: 'clerk',
        max_tokens: 12,
        messages: [{ role: 'user', content: question }],
        ...options,
      });
    const textOf = async (seed: number) => (await ask({ temperature: 1, seed })).choices[0]?.message.content;
    expect(await textOf(7)).toBe(await textOf(7));
    expect(new Set([await textOf(7), await textOf(8), await textOf(9)]).size).toBeGreaterThan(1);
    const whole = await ask({ temperature: 0 });
    const text = whole.choices[0]?.message.content ?? '';
    const prompt = encodePrompt(base, format, [{ role: 'user', content: question }]).length;
    expect(whole.usage).toMatchObject({ prompt_tokens: prompt, completion_tokens: 12, total_tokens: prompt + 12 });
    // Any letters from the middle of the answer.
    const stop = [...text].slice(4, 6).join('');
    const stopped = await ask({ temperature: 0, stop: [stop] });
    expect(stopped.choices[0]).toMatchObject({
      message: { content: text.slice(0, text.indexOf(stop)) },
      finish_reason: 'stop',
    });
    let streamed = '';
    for await (const chunk of await client.chat.completions.create({
      model: 'clerk',
      max_tokens: 12,
      temperature: 0,
      stop: [stop],
      stream: true,
      messages: [{ role: 'user', content: question }],
    }))
      streamed += chunk.choices[0]?.delta.content ?? '';
    expect(streamed).toBe(text.slice(0, text.indexOf(stop)));
  });

  it('refuse to put an adapter on another base', async () => {
    const other = await tinyModelFolder(join(home, 'other'), 2);
    await registerDeployment(home, deployment('stray', { base: other }));
    const { status, error } = await served('stray');
    expect([status, error?.code]).toEqual([503, 'base_changed']);
    await removeDeployment(home, 'stray');
  });

  it('say what is missing and go on', async () => {
    await registerDeployment(home, deployment('hollow', { path: join(home, 'nothing') }));
    const { status, error } = await served('hollow');
    expect(status).toBe(503);
    expect(error?.message).toContain('adapter');
    expect((await served('clerk')).status).toBe(200);
    await removeDeployment(home, 'hollow');
  });

  it('report a damaged deployment once and serve the others', async () => {
    const told: Problem[] = [];
    const source = homeModels(home, (problem) => told.push(problem));
    await cp(join(home, 'models', 'tiny', 'config.json'), join(home, 'deployments', 'broken.json'));
    await source.list();
    expect((await source.list()).map(({ id }) => id)).toContain('clerk');
    expect(told.map(({ where }) => where)).toEqual([join(home, 'deployments', 'broken.json')]);
    expect((await listDeployments(home)).corrupt).toHaveLength(1);
  });
});
