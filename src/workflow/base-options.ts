/** The base models that the app offers, with what each costs to get. Touches the disk. */
import { listModels } from '../models/list.js';

export interface BaseOption {
  id: string;
  kind: 'builtin' | 'catalogue' | 'local';
  parameters: number | null;
  /** On disk, or to fetch. */
  sizeBytes: number | null;
  /** Here already, so that nothing is fetched. */
  available: boolean;
}

/** The shipped model first, then what is here, then what can be fetched. */
export async function listBases(home: string): Promise<BaseOption[]> {
  const models = await listModels(home);
  const bases = models.flatMap(({ id, kind, parameters, sizeBytes, available }): BaseOption[] =>
    kind === 'tuned' ? [] : [{ id, kind, parameters, sizeBytes, available }],
  );
  const rank = (base: BaseOption): number => (base.kind === 'builtin' ? 0 : base.available ? 1 : 2);
  return bases.toSorted((a, b) => rank(a) - rank(b));
}
