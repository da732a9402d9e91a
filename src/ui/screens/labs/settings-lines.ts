/** The settings of the run, and the lines of them that a repair changes. Pure. */
import { say } from '../../../base/localized.js';
import { choices, configOf, configWith } from '../../../learn/labs/session.js';
import type { Drawing } from '../../drawing.js';
import { padded } from '../../text-width.js';
import { type Line, line, span, textLine, wrapped } from '../lesson/lines.js';
import type { Section } from './section.js';
import type { LabState } from './state.js';

const NAME = 15;

export function settingsSection(state: LabState, { words, lang, width, theme: { symbol } }: Drawing): Section {
  const { session } = state;
  const title = words.labs.sections.settings;
  const lines = settingsNow(state).flatMap(({ setting, value, changed }): Line[] => {
    const now = value === null ? '' : say(value, lang);
    const name = `  ${padded(setting, NAME)} `;
    const [first, ...rest] = wrapped(now, width - name.length);
    const head = line(span(name, 'muted'), ...(first?.spans ?? []));
    const kept = [head, ...rest.map(({ spans }) => line(span(' '.repeat(name.length)), ...spans))];
    if (changed === null) return kept;
    const after = say(changed, lang);
    const change = now === '' ? after : `${now} ${symbol.to} ${after}`;
    const tone = session.step === 'repair' ? 'accent' : 'good';
    return wrapped(change, width - name.length, tone).map(({ spans }, row) =>
      line(span(row === 0 ? `${symbol.pointer} ${name.slice(2)}` : ' '.repeat(name.length), tone), ...spans),
    );
  });
  return { title, lines: [textLine(title, 'strong'), ...lines] };
}

/** While a repair is chosen, the one pointed at is shown as if it were made. */
function settingsNow({ session, at }: LabState) {
  if (session.step !== 'repair') return configOf(session);
  const pointed = choices(session)[at];
  return configWith(session.lab, session.repairs.find((repair) => repair === pointed) ?? null);
}
