/** What a learner writes: an answer in their own words with its score, and a file with its tests. Pure. */
import { say } from '../../../base/localized.js';
import type { AnswerScore } from '../../../learn/interview/types.js';
import type { ExerciseBlock, ExplainBlock } from '../../../learn/lesson/types.js';
import { editorLines } from './cell-lines.js';
import { toned } from './code-tone.js';
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

export function exerciseLines(exercise: ExerciseBlock, drawing: Drawing, editing: boolean): Line[] {
  const { state, words, width, theme } = drawing;
  const { notebook } = words;
  const { symbol } = theme;
  const passed = state.passed.includes(exercise.id);
  const head = line(
    span(`${passed ? symbol.done : symbol.todo} `, passed ? 'good' : 'muted'),
    span(`${notebook.exercise} ${exercise.id}`, 'strong'),
  );
  const work = state.exercises[exercise.id];
  if (work === undefined) return [head, textLine(notebook.startExercise, 'muted')];
  const file = [textLine(notebook.yourFile, 'muted'), ...broken([span(work.path, 'accent')], width)];
  const code =
    editing && state.editor !== null
      ? editorLines(state.editor, toned).map((spans): Line => ({ ...line(...spans), wide: true }))
      : work.code
          .trimEnd()
          .split('\n')
          .flatMap((text) => broken(toned(text), width));
  return [head, ...file, BLANK, ...code, BLANK, ...resultLines(exercise.id, drawing)];
}

function resultLines(id: string, { state, words: { notebook }, lang, width, theme: { symbol } }: Drawing): Line[] {
  const { checking = false, result = null } = state.exercises[id] ?? {};
  const busy = checking ? [textLine(`${symbol.now} ${notebook.checking}`, 'accent')] : [];
  if (result === null) return busy;
  const tests = result.tests.flatMap(({ name, status, message }) => [
    ...labelled(
      status === 'pass' ? symbol.done : symbol.error,
      status === 'pass' ? 'good' : 'bad',
      say(name, lang),
      width,
    ),
    ...(status === 'pass' ? [] : wrapped(say(message, lang), width, 'muted', 4)),
  ]);
  const passed = result.tests.filter(({ status }) => status === 'pass').length;
  const end =
    result.status === 'pass'
      ? [textLine(`${symbol.done} ${notebook.passed}`, 'good')]
      : result.status === 'fail'
        ? [textLine(`${passed}/${result.tests.length} ${notebook.tests}`, 'warn')]
        : [
            textLine(`${symbol.error} ${notebook.cannotRun}`, 'bad'),
            ...wrapped(result.error === null ? '' : say(result.error, lang), width, 'bad', 2),
          ];
  return [...busy, ...tests, ...end];
}
