/** The loss of the sick run, and of the healed one beside it, over the same steps. Pure. */
import { chart } from '../../../base/chart.js';
import type { Health } from '../../../learn/labs/types.js';
import type { Drawing } from '../../drawing.js';
import type { Theme } from '../../theme/theme.js';
import type { Token } from '../../theme/tokens.js';
import { type Line, line, type Span, span, textLine } from '../lesson/lines.js';
import type { Section } from './section.js';
import type { LabState } from './state.js';

const SIDES: readonly Health[] = ['sick', 'healed'];
const STYLE: Record<Health, { token: Token & ('bad' | 'good'); mark: string }> = {
  sick: { token: 'bad', mark: 'x' },
  healed: { token: 'good', mark: 'o' },
};

/** `height` of the chart, without its title. Each of its rows is exactly as wide as the drawing. */
export function curveSection({ curves, isLog }: LabState, { words, width, theme }: Drawing, height: number): Section {
  const { labs } = words;
  const drawn = SIDES.flatMap((health) => {
    const curve = curves[health];
    return curve === undefined || curve.points.length === 0 ? [] : [{ health, ...curve }];
  });
  const section = (...lines: Line[]): Section => ({ title: labs.sections.curve, lines });
  if (drawn.length === 0)
    return section(textLine(labs.sections.curve, 'strong'), textLine(`  ${labs.noPoints}`, 'muted'));
  const letters = drawsLetters(theme);
  const legend = drawn.map(({ health }): Span => {
    const { token, mark } = STYLE[health];
    return span(`  ${letters ? mark : theme.symbol.dash.repeat(2)} ${labs[health]}`, token);
  });
  const scale = isLog ? ` ${labs.logScale}` : '';
  const head = line(span(labs.sections.curve, 'strong'), ...legend, span(`  ${labs.lossOf}${scale}`, 'muted'));
  if (drawn.every(({ points }) => points.every(({ value }) => !Number.isFinite(value))))
    return section(head, textLine(`  ${labs.noNumbers}`, 'warn'));
  const rows = chart(
    drawn.map(({ health, points }) => {
      const { token, mark } = STYLE[health];
      return { points, mark, paint: (text) => theme.paint(token, text) };
    }),
    {
      width,
      height,
      log: isLog,
      braille: !letters,
      window: { first: 1, last: Math.max(2, ...drawn.map(({ steps }) => steps)) },
    },
  );
  return section(head, ...rows.map((text): Line => ({ ...line(), drawn: text })));
}

/** Without colours, or with ASCII alone, letters draw the lines. */
const drawsLetters = ({ look, ascii }: Theme): boolean => ascii || look.train.color === undefined;
