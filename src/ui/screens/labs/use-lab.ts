/** A lab's state with what happens outside of it: its runs, and the progress that is kept. */
import { type Dispatch, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CurvePoint } from '../../../learn/cells/run-cell.js';
import { wants } from '../../../learn/labs/session.js';
import type { Lab } from '../../../learn/labs/types.js';
import { problemView } from '../../../workflow/drive.js';
import { batches } from '../../batches.js';
import type { LabPorts } from '../../lab-ports.js';
import type { Ports } from '../../ports.js';
import { type LabAction, learnedBy, reduceLab } from './reducer.js';
import { type LabState, openLab, reopenLab } from './state.js';

export interface LabInHand {
  state: LabState;
  act: Dispatch<LabAction>;
  /** Starts the run that the lab waits for. */
  run: () => void;
  stop: () => void;
}

/** `seed` orders the choices of a lab that was not opened before. A run ends with the screen. */
export function useLab({ labs, learn }: Pick<Ports, 'labs' | 'learn'>, lab: Lab, seed: number): LabInHand {
  const [state, setState] = useState(() => {
    const before = labs.taken.get(lab.id);
    return before === undefined ? openLab(lab, seed) : reopenLab(before);
  });
  // The newest state, also between an event and the frame that it changes.
  const newest = useRef(state);
  const act = useCallback(
    (action: LabAction): void => {
      for (const event of learnedBy(newest.current, action)) void learn.record(event).catch(() => {});
      newest.current = reduceLab(newest.current, action);
      setState(newest.current);
    },
    [learn],
  );
  const runner = useMemo(() => labRunner(labs, () => newest.current, act), [labs, act]);
  useEffect(() => runner.stop, [runner]);
  useEffect(() => void labs.taken.set(lab.id, state), [labs, lab, state]);
  return { state, act, ...runner };
}

/** One run at a time. */
function labRunner(labs: LabPorts, now: () => LabState, act: Dispatch<LabAction>) {
  let abort = new AbortController();
  const carryOut = async (): Promise<void> => {
    const { session, run } = now();
    const health = wants(session);
    if (health === null || run.kind === 'running') return;
    abort = new AbortController();
    const { signal } = abort;
    act({ type: 'begin' });
    const curve = batches<CurvePoint>((points) => act({ type: 'points', health, points }));
    try {
      const { report } = await labs.run(session.lab, health, { onCurve: curve.add, signal });
      curve.flush();
      act({ type: 'ran', health, report });
    } catch (error) {
      curve.flush();
      act(signal.aborted ? { type: 'stopped' } : { type: 'failed', problem: problemView(error) });
    }
  };
  return { run: () => void carryOut(), stop: () => abort.abort() };
}
