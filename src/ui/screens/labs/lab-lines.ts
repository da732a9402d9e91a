/** An opened lab as the lines of its window: how far it is, what there is to look at, what is asked. Pure. */
import { LAB_STEPS } from '../../../learn/labs/session.js';
import type { Drawing } from '../../drawing.js';
import { cut } from '../../text-width.js';
import { BLANK, type Line, line, span, textLine } from '../lesson/lines.js';
import { lookSections } from './look-lines.js';
import { lowerLines, tallestLower } from './question-lines.js';
import type { Section } from './section.js';
import type { LabState } from './state.js';

export interface ShownLab {
  lines: Line[];
  /** The greatest `top` that still fills the window. */
  last: number;
  /** The `top` that shows what is not in sight yet; null where everything is. */
  further: number | null;
  /** Lines to look at in one page. */
  page: number;
}

const ROOMY = 18;

export function labLines(state: LabState, drawing: Drawing): ShownLab {
  const lower = lowerLines(state, drawing);
  const roomy = drawing.rows >= ROOMY;
  const gap = roomy && lower.length > 0 ? [BLANK] : [];
  const head = [stepLine(state, drawing), ...(roomy ? [BLANK] : [])];
  const rows = Math.max(3, drawing.rows - head.length - gap.length - lower.length);
  // The chart keeps its height when a reason comes below it.
  const chart = rows - Math.max(0, tallestLower(state, drawing) - lower.length);
  const look = windowed(lookSections(state, { ...drawing, rows: chart }), state.top, { ...drawing, rows }, roomy);
  return { ...look, lines: [...head, ...look.lines, ...gap, ...lower] };
}

/** `✓ Watch  ● Name  ○ Repair  ○ Heal  ○ Compare` */
function stepLine({ session: { step } }: LabState, { words, theme: { symbol } }: Drawing): Line {
  const at = LAB_STEPS.indexOf(step);
  return line(
    ...LAB_STEPS.map((one, index) => {
      const done = index < at || step === 'compare';
      const mark = done ? symbol.done : index === at ? symbol.now : symbol.todo;
      const tone = done ? 'good' : index === at ? 'accent' : 'muted';
      return span(`${mark} ${words.labs.steps[one]}  `, tone);
    }),
  );
}

function windowed(
  sections: readonly Section[],
  top: number,
  { words, rows, width, theme: { symbol } }: Drawing,
  roomy: boolean,
): ShownLab {
  const gap = roomy ? 1 : 0;
  let start = 0;
  const placed = sections.map(({ title, lines }, at) => {
    const from = start;
    start += lines.length + (at === sections.length - 1 ? 0 : gap);
    return { title, from, to: from + lines.length };
  });
  const all = sections.flatMap(({ lines }, at) => [...lines, ...(roomy && at < sections.length - 1 ? [BLANK] : [])]);
  if (all.length <= rows) return { lines: all, last: 0, further: null, page: rows };
  // The last row names what is not in sight.
  const page = rows - 1;
  const last = all.length - page;
  const from = Math.min(top, last);
  const hidden = placed.filter((one) => one.from < from || one.to > from + page);
  const further = hidden.find((one) => one.from > from && one.to > from + page) ?? null;
  const names = hidden.map(({ title }) => title).join(` ${symbol.dot} `);
  const more = textLine(cut(`${words.labs.more}: ${names}`, width, symbol.more), 'muted');
  return {
    lines: [...all.slice(from, from + page), more],
    last,
    further: further === null ? (from === last ? 0 : last) : Math.min(last, further.from),
    page,
  };
}
