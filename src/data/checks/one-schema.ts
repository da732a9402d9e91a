/** All records have the same shape. */
import { rowCheck } from './support/row-check.js';
import { counted, grouped, verb } from './support/words.js';

export const oneSchema = rowCheck({
  code: 'mixed-schema',
  severity: 'error',
  find: ({ problem }) => (problem?.kind === 'schema-mismatch' ? problem.detail : undefined),
  message: (seen, total, { shape }) => ({
    en: `${counted(seen.count, 'row')} of ${grouped(total)} ${verb(seen.count, 'does', 'do')} not have the file's shape ${shape} (line ${seen.firstLine}: ${seen.example}).`,
    hi: `${grouped(total)} mein se ${counted(seen.count, 'row')} file ki shape ${shape} mein nahi ${verb(seen.count, 'hai', 'hain')} (line ${seen.firstLine}: ${seen.exampleIn('hi')}).`,
  }),
  remedy: {
    en: 'Use the same field names in every record, or keep the two kinds in two files.',
    hi: 'Har record mein wahi field names rakho, ya dono tarah ke records alag files mein rakho.',
  },
});
