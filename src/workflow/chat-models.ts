/** Every model of this machine that can be talked to now: the tuned ones, newest first, then the bases. Touches the disk. */
import type { Task } from '../data/types.js';
import { listDeployments } from '../deploy/registry.js';
import { listModels } from '../models/list.js';

export interface ChatModel {
  /** As the server knows it. */
  id: string;
  kind: 'tuned' | 'base';
  /** Of a tuned model: what it grew from, for asking both. */
  base: string | null;
  /** What a tuned model was trained for. */
  task: Task | null;
}

export async function listChatModels(home: string): Promise<ChatModel[]> {
  const [{ deployments }, models] = await Promise.all([listDeployments(home), listModels(home)]);
  const bases = models.filter(({ kind, available }) => kind !== 'tuned' && available);
  const nameOf = (base: string): string => bases.find(({ id, path }) => id === base || path === base)?.id ?? base;
  const tuned = deployments
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
    .map(({ modelId, base, task }): ChatModel => ({ id: modelId, kind: 'tuned', base: nameOf(base), task }));
  return [...tuned, ...bases.map(({ id }): ChatModel => ({ id, kind: 'base', base: null, task: null }))];
}
