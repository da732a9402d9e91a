/** Every check, in the order in which its findings are shown. A new check is a file here and a line below. */
import type { Check } from '../types.js';
import { answerWithoutPrompt } from './answer-without-prompt.js';
import { chatStructure } from './chat-structure.js';
import { completeFields } from './complete-fields.js';
import { completionsTooShort } from './completions-too-short.js';
import { conflictingAnswers } from './conflicting-answers.js';
import { duplicatePrompt } from './duplicate-prompt.js';
import { endsItsTurn } from './ends-its-turn.js';
import { exactDuplicates } from './exact-duplicates.js';
import { fitsMaxLength } from './fits-max-length.js';
import { labelBalance } from './label-balance.js';
import { labelExamples } from './label-examples.js';
import { labelSpelling } from './label-spelling.js';
import { nearDuplicates } from './near-duplicates.js';
import { noControlCharacters } from './no-control-characters.js';
import { noMojibake } from './no-mojibake.js';
import { noPersonalData } from './no-personal-data.js';
import { noSpecialTokens } from './no-special-tokens.js';
import { oneBeginningOfText } from './one-beginning-of-text.js';
import { oneSchema } from './one-schema.js';
import { promptsTooShort } from './prompts-too-short.js';
import { readableAnswers } from './readable-answers.js';
import { readableLines } from './readable-lines.js';
import { severalAnswers } from './several-answers.js';
import { somethingToTrain } from './something-to-train.js';
import { tokenLengths } from './token-lengths.js';
import { tooFewExamples } from './too-few-examples.js';

export const allChecks: readonly Check[] = [
  readableLines,
  oneSchema,
  completeFields,
  chatStructure,
  somethingToTrain,
  tooFewExamples,
  severalAnswers,
  fitsMaxLength,
  endsItsTurn,
  oneBeginningOfText,
  promptsTooShort,
  completionsTooShort,
  duplicatePrompt,
  exactDuplicates,
  nearDuplicates,
  conflictingAnswers,
  labelSpelling,
  labelExamples,
  labelBalance,
  noPersonalData,
  noControlCharacters,
  noMojibake,
  noSpecialTokens,
  answerWithoutPrompt,
  readableAnswers,
  tokenLengths,
];

export { findLeakage } from './train-test-leakage.js';
