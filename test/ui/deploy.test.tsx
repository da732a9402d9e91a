/** Step 8: stages, lines to copy, the chat beside the base, and exports. */
import { describe, expect, it, vi } from 'vitest';
import { Problem } from '../../src/base/error.js';
import type { EffectHandlers } from '../../src/workflow/drive.js';
import type { WorkflowEvent } from '../../src/workflow/machine.js';
import type { JobFacts } from '../../src/workflow/types.js';
import { instantEffects, plan } from '../workflow/worlds.js';
import { KEY, type OpenOptions, openApp } from './open-app.js';

const job: JobFacts = {
  jobId: '20261122-1530-ab12',
  file: '/data/tickets.csv',
  base: 'smollm2-135m-instruct',
  task: 'classification',
  rows: 300,
  method: 'lora',
  hyperparameters: plan().hyperparameters,
  modelId: 'tickets',
  estimatedSeconds: 120,
};

async function deployed(options: OpenOptions = {}, facts: Partial<JobFacts> = {}) {
  const effects = instantEffects();
  const app = openApp({ effects: options.effects ?? effects, first: { name: 'tune' }, ...options });
  app.driver().dispatch({ type: 'attach', jobId: job.jobId });
  await app.driver().until((state) => state.outcome !== null);
  app.driver().dispatch({ type: 'attached', job: { ...job, ...facts } });
  app.driver().dispatch({ type: 'accept-evaluation' });
  return app;
}

describe('the deployment', () => {
  it('shows the stages as they happen, and nothing as done before', async () => {
    let tell: (event: WorkflowEvent) => void = () => {};
    const effects: EffectHandlers = {
      ...instantEffects(),
      deploy: async (_effect, report) => {
        tell = report;
        return new Promise(() => {});
      },
    };
    const { shows, frame } = await deployed({ effects });
    await shows('○ Registering the model');
    tell({ type: 'noted', note: 'register' });
    await shows('● Registering the model');
    tell({ type: 'noted', note: 'ask' });
    await shows('● Asking the model');
    expect(frame()).toContain('✓ Registering the model');
    expect(frame()).toContain('✓ Starting the server');
  });

  it('copies the line that is shown, and the address', async () => {
    const copy = vi.fn();
    const { shows, press } = await deployed({ ports: { copy } });
    await shows('❯ From a shell');
    await press('y');
    await shows('the curl line: copied');
    await press('s', 'y');
    await shows('the JavaScript lines: copied');
    await press('u');
    await shows('the address: copied');
    expect(copy.mock.calls.flat()).toEqual(['curl …', 'new OpenAI(…)', 'http://127.0.0.1:8787/v1']);
  });
});

describe('the chat of a served model', () => {
  it('asks the tuned model, and base and tuned side by side after one key', async () => {
    const { shows, press, frame } = await deployed();
    await shows('c chat');
    await press('c');
    await shows('Chat with tickets (tuned)');
    await press('hello', KEY.enter);
    await shows('tickets (tuned): tickets heard hello');
    await press(KEY.tab);
    await shows('(base and tuned)');
    await press('again', KEY.enter);
    await shows('tickets heard again');
    expect(frame()).toMatch(/smollm2-135m-instruct \(base\): .* tickets \(tuned\): /);
  });

  it('streams, and stops an answer with Esc', async () => {
    const chat = {
      models: async () => [],
      ask: (_model: string, _messages: unknown, onPiece: (piece: string) => void, signal: AbortSignal) => {
        onPiece('one ');
        onPiece('two');
        return new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
    };
    const { shows, press } = await deployed({ ports: { chat } });
    await shows('c chat');
    await press('c');
    await shows('Chat with');
    await press('x', KEY.enter);
    await shows('one two');
    await shows('Esc stop the answer');
    await press(KEY.escape);
    await shows('one two …');
    await shows('Esc back');
  });

  it('tells what went wrong in the conversation and goes on', async () => {
    const next = { en: 'Start it again.', hi: 'Phir se chalao.' };
    let failed = false;
    const chat = {
      models: async () => [],
      ask: async (_model: string, _messages: unknown, onPiece: (piece: string) => void) => {
        if (failed) return onPiece('better now');
        failed = true;
        throw new Problem({ code: 'x', message: { en: 'The server is gone.', hi: 'Server nahi hai.' }, next });
      },
    };
    const { shows, press } = await deployed({ ports: { chat } });
    await shows('c chat');
    await press('c');
    await shows('Chat with');
    await press('x', KEY.enter);
    await shows('The server is gone. Start it again.');
    await press('y', KEY.enter);
    await shows('better now');
  });
});

describe('an export', () => {
  it('is chosen from the formats, told while it works, and shows its files', async () => {
    const asked: string[] = [];
    let finish = (): void => {};
    const { shows, press } = await deployed({
      ports: {
        exportJob: ({ format, modelId }, onStage) =>
          new Promise((resolve) => {
            asked.push(format);
            onStage('writing');
            finish = () =>
              resolve({ out: `/work/${modelId}`, files: [{ name: 'model.gguf', bytes: 5e8 }], checks: ['same'] });
          }),
      },
    });
    await shows('e export');
    await press('e');
    await shows('❯ peft');
    await press(KEY.down, KEY.down);
    await shows('❯ gguf ');
    await press(KEY.enter);
    await shows('Exporting gguf writing');
    finish();
    await shows('Exported and compared: /work/tickets');
    await shows(/model\.gguf {2}500 MB/);
    expect(asked).toEqual(['gguf']);
  });

  it('of an adapter is not begun where none was trained', async () => {
    const exportJob = vi.fn();
    const { shows, press } = await deployed({ ports: { exportJob } }, { method: 'full' });
    await shows('e export');
    await press('e');
    await shows('only for LoRA');
    await press(KEY.enter);
    await press(KEY.escape);
    await shows('Your model answers at');
    expect(exportJob).not.toHaveBeenCalled();
  });
});
