/** How each method is told apart in a drawing: a colour (ANSI number), and a letter where there is none. */
import type { Method } from '../../plan/types.js';

export const COMPARED_MARKS: Record<Method, { ansi: number; mark: string }> = {
  full: { ansi: 35, mark: 'f' },
  lora: { ansi: 36, mark: 'l' },
  partial: { ansi: 33, mark: 'p' },
};
