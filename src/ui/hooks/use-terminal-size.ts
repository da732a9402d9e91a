import { useStdout } from 'ink';
import { useCallback, useSyncExternalStore } from 'react';

/** Columns and rows, live; a change between a screen's first frame and its first effect counts, too. Tests' fake terminals have no rows: 24 is taken. */
export function useTerminalSize(): { columns: number; rows: number } {
  const { stdout } = useStdout();
  const subscribe = useCallback(
    (changed: () => void) => {
      stdout.on('resize', changed);
      return () => void stdout.off('resize', changed);
    },
    [stdout],
  );
  // Each its own number: an object would be another one at every look.
  const columns = useSyncExternalStore(subscribe, () => stdout.columns || 80);
  const rows = useSyncExternalStore(subscribe, () => stdout.rows || 24);
  return { columns, rows };
}
