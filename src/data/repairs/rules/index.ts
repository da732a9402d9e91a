/**
 * Every repair, in the one order in which they are proposed and applied: first texts, then labels, then rows, so that rows which
 * become equal, empty or short by a text repair are judged as they will be.
 */
import type { RepairRule } from '../types.js';
import { fixMojibake } from './fix-mojibake.js';
import { maskPersonalData } from './mask-personal-data.js';
import { normaliseLineEnds } from './normalise-line-ends.js';
import { removeConflicting } from './remove-conflicting.js';
import { removeControlCharacters } from './remove-control-characters.js';
import { removeExactDuplicates } from './remove-exact-duplicates.js';
import { removeSpecialTokens } from './remove-special-tokens.js';
import { removeCutOff, removeTooLong } from './remove-too-long.js';
import { removeUnreadable } from './remove-unreadable.js';
import { removeUnusable } from './remove-unusable.js';
import { stripRepeatedPrompt } from './strip-repeated-prompt.js';
import { trimWhitespace } from './trim-whitespace.js';
import { unifyLabels } from './unify-labels.js';

export const RULES: readonly RepairRule[] = [
  removeUnreadable,
  fixMojibake,
  normaliseLineEnds,
  removeControlCharacters,
  removeSpecialTokens,
  trimWhitespace,
  stripRepeatedPrompt,
  maskPersonalData,
  unifyLabels,
  removeUnusable,
  removeConflicting,
  removeExactDuplicates,
  removeCutOff,
  removeTooLong,
];
