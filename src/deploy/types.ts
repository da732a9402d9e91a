import { z } from 'zod';
import { promptFormatSchema } from '../data/prompt-format.js';
import { TASKS } from '../data/types.js';
import { METHODS } from '../plan/types.js';

/** `<home>/deployments/<modelId>.json`: one file per deployed model; the server lists the folder. */
export const deploymentSchema = z.object({
  version: z.literal(1),
  modelId: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/),
  jobId: z.string(),
  /** Base model id or path, and its fingerprint at training time. */
  base: z.string(),
  baseFingerprint: z.string(),
  method: z.enum(METHODS),
  /** Folder with the adapter (PEFT layout) or the changed weights (safetensors). */
  path: z.string(),
  promptFormat: promptFormatSchema,
  task: z.enum(TASKS),
  createdAt: z.string(),
});
export type Deployment = z.infer<typeof deploymentSchema>;
