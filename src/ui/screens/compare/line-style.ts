/** How the line of a method is told apart: by colour where there are colours, else by a letter. Pure. */
import type { Method } from '../../../plan/types.js';
import { COMPARED_MARKS } from '../../../workflow/compare/marks.js';
import type { Look, Theme } from '../../theme/theme.js';
import type { Token } from '../../theme/tokens.js';

const TOKEN: Record<Method, Token> = { full: 'third', lora: 'train', partial: 'validation' };

export interface LineStyle {
  look: Look;
  /** One column wide; a letter wherever the colour is not enough. */
  mark: string;
  paint: (text: string) => string;
}

/** Without colours, or with ASCII alone, letters draw the line. */
export const drawsLetters = ({ look, ascii }: Theme): boolean => ascii || look.train.color === undefined;

export function lineStyle(method: Method, theme: Theme): LineStyle {
  const token = TOKEN[method];
  return {
    look: theme.look[token],
    mark: drawsLetters(theme) ? COMPARED_MARKS[method].mark : theme.symbol.dash,
    paint: (text) => theme.paint(token, text),
  };
}
