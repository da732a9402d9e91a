/** An answer in the learner's own words, with its score. Pure. */
import { say } from '../../../base/localized.js';
import type { AnswerScore } from '../../../learn/interview/types.js';
import type { ExplainBlock } from '../../../learn/lesson/types.js';
import { editorLines } from './cell-lines.js';
import type { Drawing } from './drawing.js';
import { BLANK, broken, type Line, labelled, line, span, textLine, wrapped } from './lines.js';

export function explainLines(explain: ExplainBlock, drawing: Drawing, editing: boolean): Line[] {
  const { state, words, lang, width, theme } = drawing;
  const { notebook } = words;
  const { text = '', score = null } = state.explains[explain.id] ?? {};
  const ask = labelled(`${theme.symbol.pointer} ${notebook.explain}:`, 'accent', say(explain.ask, lang), width);
  if (editing && state.editor !== null) {
    const plain = (typed: string) => [span(typed)];
    return [...ask, BLANK, ...editorLines(state.editor, plain).flatMap((spans) => broken(spans, width, 0))];
  }
  if (text === '') return [...ask, textLine(notebook.answerHere, 'muted')];
  const answer = text.split('\n').flatMap((part) => (part === '' ? [BLANK] : wrapped(part, width)));
  return [...ask, BLANK, ...answer, ...(score === null ? [] : [BLANK, ...scoreLines(score, drawing)])];
}

function scoreLines(score: AnswerScore, { words: { notebook }, lang, width, theme: { symbol } }: Drawing): Line[] {
  const points = score.points.flatMap(({ say: name, evidence }) =>
    evidence === null
      ? labelled(`${symbol.todo} ${notebook.missing}:`, 'warn', say(name, lang), width)
      : [
          ...labelled(`${symbol.done} ${notebook.said}:`, 'good', say(name, lang), width),
          ...wrapped(`"${evidence}"`, width, 'muted', 4),
        ],
  );
  const mistakes = score.mistakes.flatMap(({ say: name, evidence }) => [
    ...labelled(`${symbol.error} ${notebook.mistaken}:`, 'bad', say(name, lang), width),
    ...wrapped(`"${evidence}"`, width, 'muted', 4),
  ]);
  return [
    line(
      span(`${notebook.score} ${score.total}/100, ${notebook.bands[score.band]}`, 'strong'),
      span(`  (${notebook.rubric})`, 'muted'),
    ),
    ...points,
    ...mistakes,
    ...(score.stuffed ? wrapped(notebook.stuffed, width, 'warn') : []),
  ];
}
