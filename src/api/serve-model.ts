/** A model answering over HTTP for as long as a program wants: step 8 in three lines. */
import { createModelHost } from '../deploy/model-host.js';
import { type RunningServer, startServer } from '../deploy/serve.js';
import { createGenerator } from '../engine/generate/generator.js';
import { promptFormatFor } from '../models/encode-example.js';
import type { Model, RowKind } from './model.js';

/** Serves one model on this machine under `name`, with the prompts of `kind`; end it with `close()`. Port 0 takes any free one. */
export async function serveModel(
  model: Model,
  options: RowKind & { name?: string; port?: number } = {},
): Promise<RunningServer> {
  const { name = model.id, port = 0, task = 'generation', labels } = options;
  const { tokenizer, chatTemplate } = model.parts;
  const card = { id: name, kind: 'tuned' as const, createdAt: null, base: null, revision: '1' };
  const models = createModelHost({
    list: async () => [card],
    open: async () => ({
      head: { tokenizer, chatTemplate },
      format: promptFormatFor({ task, chatTemplate, ...(labels === undefined ? {} : { labels }) }),
      generator: await createGenerator(model.parts),
      fingerprint: name,
    }),
  });
  return startServer({ host: '127.0.0.1', port, models });
}
