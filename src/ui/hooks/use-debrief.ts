/** The way to the questions about the job of a workflow that has succeeded. */
import type { WorkflowState } from '../../workflow/machine.js';
import { useStudio } from '../studio.js';

/** Null while there is nothing to ask about. */
export function useDebrief({ progress, outcome }: WorkflowState): (() => void) | null {
  const { go } = useStudio();
  const jobId = progress?.jobId;
  if (jobId === undefined || outcome?.status !== 'succeeded') return null;
  return () => go({ type: 'open', place: { name: 'debrief', jobId } });
}
