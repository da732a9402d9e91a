/** Step 8 carried out: registers the tuned model, starts the server if none answers, and asks the model one question to be sure. */
import { Problem } from '../base/error.js';
import { registerAsFree, registerDeployment } from '../deploy/registry.js';
import { ensureServer } from '../deploy/server-process.js';
import { snippets } from '../deploy/snippets.js';
import { jobPaths, readExamples, readSpec } from '../jobs/folder.js';
import { streamChat } from './chat-client.js';
import type { DeployedModel } from './types.js';

export interface DeployOptions {
  home: string;
  now: Date;
  note: (stage: 'register' | 'server' | 'ask') => void;
}

export async function deployJob(jobId: string, serve: boolean, options: DeployOptions): Promise<DeployedModel> {
  const { home } = options;
  const spec = await readSpec(home, jobId);
  const path = jobPaths(home, jobId).model;
  options.note('register');
  const register = spec.modelIdAsked === false ? registerAsFree : registerDeployment;
  const { modelId } = await register(home, {
    version: 1,
    modelId: spec.modelId,
    jobId,
    base: spec.base.path,
    baseFingerprint: spec.base.fingerprint,
    method: spec.method,
    path,
    promptFormat: spec.promptFormat,
    task: spec.task,
    createdAt: options.now.toISOString(),
  });
  const question = (await readExamples(home, jobId, 'test'))[0]?.input ?? 'Hello';
  if (!serve) {
    const shown = snippets({ endpoint: 'http://127.0.0.1:8787/v1', model: modelId, prompt: question });
    return {
      modelId,
      base: spec.base.id,
      path,
      endpoint: null,
      status: 'registered',
      curl: shown.curl,
      snippet: shown.openai,
    };
  }
  options.note('server');
  const { endpoint } = await ensureServer(home);
  options.note('ask');
  await answers(endpoint, modelId, question);
  const { curl, openai } = snippets({ endpoint, model: modelId, prompt: question });
  return { modelId, base: spec.base.id, path, endpoint, status: 'serving', curl, snippet: openai };
}

/** A deployment counts only when the model has answered over HTTP. */
async function answers(endpoint: string, modelId: string, question: string): Promise<void> {
  for await (const piece of streamChat(endpoint, modelId, question, 16)) if (piece !== '') return;
  throw new Problem({
    code: 'model-silent',
    message: { en: 'The served model answered with nothing.', hi: 'Serve hua model kuch bola hi nahi.' },
    where: `${endpoint} ${modelId}`,
    next: {
      en: 'Look at the samples of step 7; train longer or on more rows.',
      hi: 'Step 7 ke samples dekho; zyada der ya zyada rows par train karo.',
    },
    exitCode: 1,
  });
}
