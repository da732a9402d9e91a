import { useEffect, useState } from 'react';
import type { BaseOption } from '../../workflow/base-options.js';
import type { Ports } from '../ports.js';

/** The base models on offer; none until they were looked up. */
export function useBases(ports: Ports): readonly BaseOption[] {
  const [bases, setBases] = useState<readonly BaseOption[]>([]);
  useEffect(() => {
    let here = true;
    void ports.listBases().then(
      (found) => here && setBases(found),
      () => {},
    );
    return () => {
      here = false;
    };
  }, [ports]);
  return bases;
}
