/** Step 8: which part is open, which lines are pointed at, and an export under way. Pure. */
import type { ExportFormat } from '../../../deploy/export/names.js';
import { EXPORT_FORMATS } from '../../../deploy/export/names.js';
import type { ProblemView } from '../../../workflow/types.js';
import type { Exported } from '../../run-ports.js';

export type Snippet = 'curl' | 'client';

export interface DeployState {
  part: 'address' | 'chat' | 'export';
  snippet: Snippet;
  copied: Snippet | 'endpoint' | null;
  at: number;
  export:
    | { kind: 'choosing' }
    | { kind: 'working'; format: ExportFormat; stage: string }
    | { kind: 'done'; exported: Exported }
    | { kind: 'failed'; problem: ProblemView };
}

export type DeployAction =
  | { type: 'open'; part: DeployState['part'] }
  | { type: 'other-snippet' }
  | { type: 'copied'; what: DeployState['copied'] }
  | { type: 'move'; by: number }
  | { type: 'export'; format: ExportFormat }
  | { type: 'stage'; stage: string }
  | { type: 'exported'; exported: Exported }
  | { type: 'failed'; problem: ProblemView };

export const DEPLOY_START: DeployState = {
  part: 'address',
  snippet: 'curl',
  copied: null,
  at: 0,
  export: { kind: 'choosing' },
};

export function reduceDeploy(state: DeployState, action: DeployAction): DeployState {
  switch (action.type) {
    case 'open':
      return { ...state, part: action.part, copied: null, export: { kind: 'choosing' } };
    case 'other-snippet':
      return { ...state, snippet: state.snippet === 'curl' ? 'client' : 'curl', copied: null };
    case 'copied':
      return { ...state, copied: action.what };
    case 'move':
      return { ...state, at: Math.max(0, Math.min(EXPORT_FORMATS.length - 1, state.at + action.by)) };
    case 'export':
      return { ...state, export: { kind: 'working', format: action.format, stage: '' } };
    case 'stage':
      return state.export.kind === 'working' ? { ...state, export: { ...state.export, stage: action.stage } } : state;
    case 'exported':
      return { ...state, export: { kind: 'done', exported: action.exported } };
    case 'failed':
      return { ...state, export: { kind: 'failed', problem: action.problem } };
  }
}

/** An adapter by itself exists only where one was trained. */
export const fitsMethod = (format: ExportFormat, method: string | null): boolean =>
  method === 'lora' || (format !== 'peft' && format !== 'gguf-lora');
