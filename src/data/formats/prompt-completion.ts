/** `{prompt, completion}` */
import { COMPLETION_NAMES, PROMPT_NAMES } from '../column-names.js';
import { pairFormat } from './pair.js';

export const promptCompletion = pairFormat('prompt-completion', PROMPT_NAMES, COMPLETION_NAMES);
