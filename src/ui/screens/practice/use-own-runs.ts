/** The jobs that the learner's newest comparison made of the repaired file. */
import { useEffect, useState } from 'react';
import { useStudio } from '../../studio.js';
import type { OwnRun } from './part-lines.js';

export function useOwnRuns(file: string | null): readonly OwnRun[] {
  const { ports } = useStudio();
  const [runs, setRuns] = useState<readonly OwnRun[]>([]);
  useEffect(() => {
    if (file === null) return;
    let here = true;
    void ports.comparisons().then(
      (all) => {
        const newest = all.find((one) => one.file === file);
        const jobs = newest?.methods.flatMap(({ method, jobId }) => (jobId === null ? [] : [{ method, jobId }]));
        if (here) setRuns(jobs ?? []);
      },
      () => {},
    );
    return () => {
      here = false;
    };
  }, [ports, file]);
  return runs;
}
