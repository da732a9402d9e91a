/** A question with its options: what is wrong says why once it was chosen. Pure. */
import { say } from '../../../base/localized.js';
import type { QuizBlock } from '../../../learn/lesson/types.js';
import type { Drawing } from './drawing.js';
import { type Line, labelled, line, span, type Tone, textLine, wrapped } from './lines.js';
import { NO_QUIZ } from './state.js';

/** The options are told apart by it, and it is the key that chooses one. */
export const optionLetter = (at: number): string => String.fromCharCode(97 + at);

export function quizLines(quiz: QuizBlock, { state, words, lang, width, theme }: Drawing, answering: boolean): Line[] {
  const { notebook } = words;
  const { symbol } = theme;
  const { at, wrong, solved, hints } = state.quizzes[quiz.id] ?? NO_QUIZ;
  const ask = labelled(
    `${solved ? symbol.done : symbol.todo} ${notebook.question}:`,
    solved ? 'good' : 'accent',
    say(quiz.ask, lang),
    width,
  );
  const options = quiz.options.flatMap(({ text, correct, why }, index) => {
    const pointed = answering && index === at;
    const right = solved && correct;
    const chosen = wrong.includes(index);
    const mark = right ? symbol.done : chosen ? symbol.error : ' ';
    const tone: Tone = right ? 'good' : chosen ? 'muted' : pointed ? 'accent' : 'plain';
    const label = `${pointed ? symbol.pointer : ' '} ${mark} ${optionLetter(index)})`;
    const [first, ...rest] = wrapped(say(text, lang), width, tone, label.length + 1);
    const head = first?.spans.map(({ text: part }) => part.trimStart()).join('') ?? '';
    const reason = chosen
      ? wrapped(`${notebook.notThis} ${why === null ? '' : say(why, lang)}`, width, 'bad', 7)
      : right && why !== null
        ? wrapped(say(why, lang), width, 'muted', 7)
        : [];
    return [line(span(`${label} `, pointed ? 'accent' : tone), span(head, tone)), ...rest, ...reason];
  });
  const told = quiz.hints
    .slice(0, hints)
    .flatMap((hint) => labelled(`${notebook.hint}:`, 'warn', say(hint, lang), width));
  const more = answering && hints < quiz.hints.length ? [textLine(notebook.moreHints, 'muted')] : [];
  return [...ask, ...options, ...told, ...more, ...(solved ? [textLine(notebook.right, 'good')] : [])];
}
