import type { Dictionary } from '../../../i18n/index.js';
import type { DeployedModel } from '../../../workflow/types.js';
import type { KeyBinding } from '../../keys.js';
import type { DeployAction, DeployState } from './reducer.js';

export interface DeployCalls {
  act: (action: DeployAction) => void;
  copy: (text: string) => void;
  retry: () => void;
  /** Null while there is nothing to ask about. */
  debrief: (() => void) | null;
  back: () => void;
  home: () => void;
  again: () => void;
}

export interface DeployFacts {
  deployed: DeployedModel | null;
  failed: boolean;
  busy: boolean;
}

export function addressKeys(
  { keys, deploy, debrief: asking }: Dictionary,
  { snippet }: DeployState,
  { deployed, failed, busy }: DeployFacts,
  { act, copy, retry, debrief, back, home, again }: DeployCalls,
): KeyBinding[] {
  const served = deployed?.endpoint ?? null;
  const copyNow = (what: DeployState['copied'], text: string) => () => {
    copy(text);
    act({ type: 'copied', what });
  };
  return [
    ...(served ? [{ key: 'c', label: keys.chat, run: () => act({ type: 'open', part: 'chat' }) }] : []),
    ...(debrief === null ? [] : [{ key: 'a', label: asking.keys.debrief, run: debrief }]),
    ...(deployed
      ? [
          {
            key: 'y',
            label: deploy.keys.copy,
            run: copyNow(snippet, snippet === 'curl' ? deployed.curl : deployed.snippet),
          },
          { key: 's', label: keys.snippet, run: () => act({ type: 'other-snippet' }) },
        ]
      : []),
    ...(served ? [{ key: 'u', label: deploy.keys.copyAddress, run: copyNow('endpoint', served) }] : []),
    ...(deployed ? [{ key: 'e', label: deploy.keys.export, run: () => act({ type: 'open', part: 'export' }) }] : []),
    ...(failed ? [{ key: 'r', label: keys.retry, run: retry }] : []),
    ...(busy ? [] : [{ key: 'esc', label: keys.back, run: back }]),
    ...(deployed
      ? [
          { key: 'h', label: keys.home, run: home },
          { key: 'n', label: keys.again, run: again },
        ]
      : []),
  ];
}

export interface ExportCalls {
  act: (action: DeployAction) => void;
  start: () => void;
  stop: () => void;
}

export function exportKeys(
  { keys, deploy }: Dictionary,
  state: DeployState,
  { act, start, stop }: ExportCalls,
): KeyBinding[] {
  if (state.export.kind === 'working') return [{ key: 'esc', label: keys.back, run: stop }];
  const back = { key: 'esc', label: keys.back, run: () => act({ type: 'open', part: 'address' }) };
  if (state.export.kind !== 'choosing')
    return [{ key: 'enter', label: keys.back, run: () => act({ type: 'open', part: 'export' }) }, back];
  return [
    { key: 'enter', label: deploy.keys.export, run: start },
    { key: 'up', also: ['k'], label: keys.move, run: () => act({ type: 'move', by: -1 }) },
    { key: 'down', also: ['j'], label: null, run: () => act({ type: 'move', by: 1 }) },
    back,
  ];
}
