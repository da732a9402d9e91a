/** `{text, category}` or `{text, label}` */
import { LABEL_NAMES, TEXT_NAMES } from '../column-names.js';
import { pairFormat } from './pair.js';

export const textLabel = pairFormat('text-label', TEXT_NAMES, LABEL_NAMES);
