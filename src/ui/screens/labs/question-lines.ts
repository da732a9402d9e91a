/** What is asked now, or what is going on: the lower part of a lab. Pure. */
import { say } from '../../../base/localized.js';
import { choices, type LabStep } from '../../../learn/labs/session.js';
import type { Health } from '../../../learn/labs/types.js';
import type { Drawing } from '../../drawing.js';
import { type Line, labelled, line, span, type Tone, textLine, wrapped } from '../lesson/lines.js';
import type { LabState } from './state.js';

export function lowerLines(state: LabState, drawing: Drawing): Line[] {
  const { run, session } = state;
  switch (run.kind) {
    case 'running':
      return progressLines(state, run.health, drawing);
    case 'stopped':
      return wrapped(drawing.words.labs.stopped, drawing.width, 'warn');
    case 'failed': {
      const { message, next } = run.problem;
      const { words, lang, width, theme } = drawing;
      return [
        ...labelled(theme.symbol.error, 'bad', message[lang], width),
        ...labelled(`${words.next}:`, 'strong', next[lang], width),
      ];
    }
    case 'none':
      return lowerOf(session.step, state, drawing);
  }
}

/** Rows of the lower part with the longest reason that a wrong choice can bring. */
export function tallestLower(state: LabState, drawing: Drawing): number {
  const { step, wrong } = state.session;
  if (state.run.kind !== 'none' || (step !== 'diagnose' && step !== 'repair')) return 0;
  const chosen = (places: readonly number[]): LabState['session'] => ({
    ...state.session,
    wrong: { ...wrong, [step]: places },
  });
  const heights = choices(state.session).map(
    (_, at) => lowerLines({ ...state, at, session: chosen([at]) }, drawing).length,
  );
  return Math.max(...heights);
}

function lowerOf(step: LabStep, state: LabState, drawing: Drawing): Line[] {
  const { words, width, lang, theme } = drawing;
  const { labs } = words;
  const { diagnoses, repairs } = state.session;
  const found = (list: typeof diagnoses): Line[] =>
    labelled(
      `${theme.symbol.done} ${labs.right}:`,
      'good',
      list.flatMap(({ correct, text }) => (correct ? [say(text, lang)] : [])).join(),
      width,
    );
  switch (step) {
    case 'watch':
      return wrapped(labs.startNote, width, 'muted');
    case 'diagnose':
      return [textLine(labs.askFault, 'accent'), ...choiceLines(state, drawing)];
    case 'repair':
      return [...found(diagnoses), textLine(labs.askRepair, 'accent'), ...choiceLines(state, drawing)];
    case 'heal':
      return [...found(repairs), ...wrapped(labs.healNote, width, 'muted')];
    case 'compare':
      return [];
  }
}

/** A wrong choice says why once it was made: the one pointed at, else the last one. */
function choiceLines({ session, at }: LabState, { lang, width, theme: { symbol } }: Drawing): Line[] {
  const { step } = session;
  const wrong = step === 'diagnose' || step === 'repair' ? session.wrong[step] : [];
  const list = choices(session);
  const told = wrong.includes(at) ? at : wrong.at(-1);
  const why = told === undefined ? undefined : list[told]?.why;
  const lines = list.flatMap(({ text }, index) => {
    const pointed = index === at;
    const chosen = wrong.includes(index);
    const tone: Tone = pointed ? 'accent' : chosen ? 'muted' : 'plain';
    const label = `${pointed ? symbol.pointer : ' '} ${chosen ? symbol.error : ' '} ${letter(index)})`;
    return labelled(label, tone, say(text, lang), width).map(({ spans: [mark, ...rest] }) =>
      line(...(mark === undefined ? [] : [mark]), ...rest.map((one) => ({ ...one, tone }))),
    );
  });
  if (told === undefined || !why) return lines;
  return [...lines, ...labelled(`${symbol.error} ${letter(told)})`, 'bad', say(why, lang), width)];
}

const letter = (place: number): string => String.fromCharCode(97 + place);

const BAR = 24;

function progressLines({ curves }: LabState, health: Health, { words, width, theme }: Drawing): Line[] {
  const { labs } = words;
  const { symbol } = theme;
  const curve = curves[health];
  const last = curve?.points.at(-1);
  const steps = curve?.steps ?? 0;
  const done = last?.step ?? 0;
  const bar = Math.min(BAR, Math.max(8, width - 48));
  const full = steps === 0 ? 0 : Math.round((bar * done) / steps);
  const fact =
    last === undefined
      ? labs.starting
      : done >= steps
        ? labs.measuring
        : `${labs.step} ${done}/${steps}  ${labs.loss} ${Number.isFinite(last.value) ? last.value.toFixed(2) : 'NaN'}`;
  return [
    line(span(`${symbol.now} ${labs.running[health]}  `, 'accent'), span(labs.stopIt, 'muted')),
    line(span(symbol.bar.repeat(full), 'good'), span(symbol.track.repeat(bar - full), 'muted'), span(`  ${fact}`)),
  ];
}
