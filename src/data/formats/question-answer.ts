/** `{question, answer}` */
import { ANSWER_NAMES, QUESTION_NAMES } from '../column-names.js';
import { pairFormat } from './pair.js';

export const questionAnswer = pairFormat('question-answer', QUESTION_NAMES, ANSWER_NAMES);
