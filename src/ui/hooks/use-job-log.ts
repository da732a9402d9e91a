import { useEffect, useState } from 'react';
import { useStudio } from '../studio.js';

/** The last lines of a job's log, read once. */
export function useJobLog(jobId: string): readonly string[] {
  const { ports } = useStudio();
  const [lines, setLines] = useState<readonly string[]>([]);
  useEffect(() => {
    let here = true;
    void ports.jobLog(jobId).then(
      (read) => here && setLines(read),
      () => {},
    );
    return () => {
      here = false;
    };
  }, [ports, jobId]);
  return lines;
}
