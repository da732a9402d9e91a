import { useEffect, useState } from 'react';
import type { RowPair } from '../../workflow/job-rows.js';
import { useStudio } from '../studio.js';

/** The held-out rows that a job kept, read once; null until then, or where it kept none. */
export function useJobRows(jobId: string | null): readonly RowPair[] | null {
  const { ports } = useStudio();
  const [rows, setRows] = useState<readonly RowPair[] | null>(null);
  useEffect(() => {
    let here = true;
    if (jobId === null) return;
    void ports.jobRows(jobId).then(
      (read) => here && setRows(read),
      () => {},
    );
    return () => {
      here = false;
    };
  }, [ports, jobId]);
  return rows;
}
