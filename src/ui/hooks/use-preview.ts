import { useEffect, useState } from 'react';
import type { Lang } from '../../base/localized.js';
import type { Preview } from '../../workflow/preview-file.js';
import type { Ports } from '../ports.js';

/** A path is looked at once nothing was typed for so long. */
const QUIET_MS = 150;

export interface Found {
  file: string;
  /** Null when it cannot be read as data. */
  preview: Preview | null;
}

/** The first rows of the file in focus; null before there is one, and while a path is typed. */
export function usePreview(ports: Ports, file: string, lang: Lang): Found | null {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (file === '') return;
    let here = true;
    const timer = setTimeout(() => {
      void ports.preview(file, lang).then((preview) => here && setFound({ file, preview }));
    }, QUIET_MS);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [ports, file, lang]);
  return found?.file === file && file !== '' ? found : null;
}
