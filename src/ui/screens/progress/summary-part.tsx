/** The streak as days, and the scores, above the list. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Shelf } from '../../learn-ports.js';
import { useStudio } from '../../studio.js';
import { padded } from '../../text-width.js';
import { useTheme } from '../../theme/theme-context.js';
import { lastDays, sparkline } from './bars.js';

export const NAME = 13;
/** Of days drawn; in a narrow window the words need the room. */
const WEEKS = 4;
const WEEKS_NARROW = 2;
const WIDE = 76;
const ANSWERS = 20;

/** Always three rows. */
export function SummaryPart({ shelf, columns }: { shelf: Shelf; columns: number }): ReactNode {
  const { words } = useStudio();
  const theme = useTheme();
  const { look, symbol } = theme;
  const { summary, progress, today } = shelf;
  const { progress: said } = words;
  const { streak, interview } = summary;
  const days = lastDays(progress.days, today, 7 * (columns < WIDE ? WEEKS_NARROW : WEEKS));
  const streakText = streak === 0 ? said.noDays : `${streak} ${streak === 1 ? said.day : said.days}`;
  const scores = progress.interviews.slice(-ANSWERS).map(({ score }) => score);
  return (
    <>
      <Text wrap="truncate-end">
        <Text bold>{padded(said.streak, NAME)}</Text>
        {weeksOf(days).map(({ start, week }) => (
          <Text key={start}>
            {week.map(({ day, learned }) => (
              <Text key={day} {...(learned ? look.good : look.muted)}>
                {learned ? symbol.on : symbol.dot}
              </Text>
            ))}{' '}
          </Text>
        ))}
        <Text {...(streak > 0 ? { ...look.good, bold: true } : look.muted)}>{` ${streakText}`}</Text>
      </Text>
      <Text wrap="truncate-end">
        <Text bold>{padded(said.interview, NAME)}</Text>
        {interview === null ? (
          <Text {...look.muted}>{said.noInterview}</Text>
        ) : (
          <>
            <Text {...look.accent}>{sparkline(scores, theme.ascii)}</Text>
            <Text bold>{`  ${Math.round(interview)}/100`}</Text>
            <Text {...look.muted}>{columns >= WIDE ? `  ${said.lastAnswers}` : ''}</Text>
          </>
        )}
      </Text>
      <Text wrap="truncate-end">
        <Text bold>{padded(said.quiz, NAME)}</Text>
        {factsOf(shelf, said).join(` ${symbol.dot} `)}
      </Text>
    </>
  );
}

function factsOf({ summary }: Shelf, said: ReturnType<typeof useStudio>['words']['progress']): string[] {
  const { quizFirstTry, debriefs, labsHealed, practice } = summary;
  return [
    quizFirstTry === null ? `${said.firstTry} ${NONE}` : `${Math.round(100 * quizFirstTry)}% ${said.firstTry}`,
    ...(debriefs === null ? [] : [`${said.debriefs} ${debriefs.right}/${debriefs.of}`]),
    ...(labsHealed === 0 ? [] : [`${said.labs} ${labsHealed}`]),
    ...(practice === null
      ? []
      : [`${said.practice} ${practice.score}/100${practice.finished ? ` (${said.finished})` : ''}`]),
  ];
}

const NONE = '–';

/** Seven at a time, each with its place. */
function weeksOf(days: readonly boolean[]) {
  return Array.from({ length: Math.ceil(days.length / 7) }, (_, i) => ({
    start: 7 * i,
    week: days.slice(7 * i, 7 * i + 7).map((learned, j) => ({ day: 7 * i + j, learned })),
  }));
}
