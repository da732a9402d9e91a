/** A job that ended badly: why, the last lines of its log, and that it can go on. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { JobProgress, ProblemView } from '../../workflow/types.js';
import { useJobLog } from '../hooks/use-job-log.js';
import { useStudio } from '../studio.js';
import { useTheme } from '../theme/theme-context.js';
import { ProblemBox } from './problem-box.js';

export interface JobFailureProps {
  jobId: string;
  /** Null: its process is gone without a word. */
  error: JobProgress['error'];
  rows: number;
  columns: number;
}

const BOX_ROWS = 6;

export function JobFailure({ jobId, error, rows, columns }: JobFailureProps): ReactNode {
  const { words, lang } = useStudio();
  const { look } = useTheme();
  const log = useJobLog(jobId);
  const room = Math.max(1, rows - BOX_ROWS - 1);
  return (
    <>
      <ProblemBox problem={error === null ? GONE : failureOf(error)} words={words} lang={lang} />
      <Box flexDirection="column" flexShrink={0}>
        <Text {...look.muted}>{log.length > 0 ? words.monitor.logSays : words.monitor.logEmpty}</Text>
        {log.length > 0 ? (
          <Text>
            {log
              .slice(-room)
              .map((line) => `  ${line.slice(0, columns - 2)}`)
              .join('\n')}
          </Text>
        ) : null}
      </Box>
    </>
  );
}

const GONE: ProblemView = {
  code: 'interrupted',
  message: {
    en: 'The training process is gone without a last word: it was killed, or the machine went down.',
    hi: 'Training process bina kuch kahe band ho gaya: ya to kisi ne kill kiya, ya machine band hui.',
  },
  where: null,
  next: {
    en: 'Press r: it goes on from the last checkpoint, to the same result.',
    hi: 'r dabao: aakhri checkpoint se aage chalega, result wahi aayega.',
  },
};

function failureOf(error: NonNullable<JobProgress['error']>): ProblemView {
  const { code, message, where, next, hi } = error;
  return {
    code,
    message: { en: message, hi: hi?.message ?? message },
    where,
    next: { en: next, hi: hi?.next ?? next },
  };
}
