/** The training and validation loss over the true steps. */
import { Text } from 'ink';
import { type ReactNode, useMemo } from 'react';
import { chart } from '../../../base/chart.js';
import { smoothed, type Window, windowOf } from '../../../base/series.js';
import { Drawn } from '../../components/drawn.js';
import { useTheme } from '../../theme/theme-context.js';
import { SMOOTHINGS } from './reducer.js';
import type { WatchedProps } from './view.js';

export function Curves(props: WatchedProps): ReactNode {
  const { words, progress, view, rows, columns } = props;
  const { look, symbol, paint, ascii } = useTheme();
  const weight = SMOOTHINGS[view.smooth] ?? 0;
  const { trainLosses, validationLosses } = progress;
  // The lists grow in place: their length says whether there is more to draw.
  const [taken, validated] = [trainLosses.length, validationLosses.length];
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const training = useMemo(() => smoothed(trainLosses, weight), [trainLosses, weight, taken]);
  const { first, last } = shownWindow(props);
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const lines = useMemo(
    () =>
      chart(
        [
          { points: training, paint: (text) => paint('train', text), mark: '*' },
          { points: validationLosses, paint: (text) => paint('validation', text), mark: 'o' },
        ],
        { width: columns, height: Math.max(4, rows - 1), log: view.log, braille: !ascii, window: { first, last } },
      ),
    [training, validationLosses, taken, validated, paint, ascii, columns, rows, view.log, first, last],
  );
  const scale = [
    view.log ? words.monitor.log : null,
    weight > 0 ? `${words.monitor.smoothing} ${weight}` : null,
    view.zoom > 0 ? `${words.monitor.zoom} ${2 ** view.zoom}x` : null,
  ].filter((part) => part !== null);
  const [train, validation] = ascii ? ['*', 'o'] : [symbol.dash.repeat(2), symbol.dash.repeat(2)];
  return (
    <>
      <Text wrap="truncate-end">
        <Text {...look.train}>{`${train} ${words.monitor.train}  `}</Text>
        <Text {...look.validation}>{`${validation} ${words.monitor.validation}  `}</Text>
        <Text {...look.muted}>{[words.monitor.lossOverSteps, ...scale].join(` ${symbol.dot} `)}</Text>
      </Text>
      <Drawn lines={lines} />
    </>
  );
}

/** All steps of the run, done or not, so that the curve does not shrink while it grows; zoomed, what there is already. */
function shownWindow({ progress, view }: WatchedProps): Window {
  const last = progress.steps || progress.step || 1;
  return view.zoom === 0 ? { first: 0, last } : windowOf({ first: 0, last: progress.step || 1 }, view.zoom, view.back);
}
