/** What every command gets from the command line: where to write, in which language and form. */
import type { Lang } from '../base/localized.js';

export interface CommandIo {
  json: boolean;
  lang: Lang;
  /** Asked for by a flag or by VISHESH_LANG. */
  langGiven?: boolean;
  home: string;
  /** No colour, no cursor movement: readable in a pipe and by a screen reader. */
  plain: boolean;
  /** Asked for by the flag, and not only because nobody watches. */
  plainGiven?: boolean;
  debug: boolean;
  /** The result, on stdout. */
  out(text: string): void;
  /** Progress and remarks, on stderr. */
  progress(text: string): void;
}
