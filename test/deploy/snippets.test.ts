// The lines that the screen shows must work as they stand.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { createModelHost } from '../../src/deploy/model-host.js';
import { type RunningServer, startServer } from '../../src/deploy/serve.js';
import { snippets } from '../../src/deploy/snippets.js';
import { encodePrompt } from '../../src/models/encode-example.js';
import { fakeModel, fakeSource } from './fake-models.js';

const prompt = `it's "mine" \\ $HOME \`ls\` \\" क्यों?\nnext`;
let server: RunningServer;
afterEach(() => server.close());

it.each([undefined, 'secret'])('curl and the client ask exactly the question (key: %s)', async (apiKey) => {
  const model = fakeModel(['ok']);
  const models = createModelHost(fakeSource({ clerk: model }));
  server = await startServer({ host: '127.0.0.1', port: 0, models, ...(apiKey && { apiKey }) });
  const { curl, openai } = snippets({ endpoint: server.endpoint, model: 'clerk', prompt, keyed: apiKey !== undefined });
  const env = { ...process.env, VISHESH_API_KEY: apiKey };
  const run = promisify(execFile);
  const shell = await run('sh', ['-c', `${curl} -s`], { env });
  expect(JSON.parse(shell.stdout).choices[0].message.content).toBe('ok');
  const script = await run(process.execPath, ['--input-type=module', '-e', openai], { env });
  expect(script.stdout.trim()).toBe('ok');
  const expected = encodePrompt(model.head, model.format, [{ role: 'user', content: prompt }]);
  expect(model.calls.map((call) => call.promptIds)).toEqual([expected, expected]);
});
