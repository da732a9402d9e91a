/** `{input, output}` */
import { INPUT_NAMES, OUTPUT_NAMES } from '../column-names.js';
import { pairFormat } from './pair.js';

export const inputOutput = pairFormat('input-output', INPUT_NAMES, OUTPUT_NAMES);
