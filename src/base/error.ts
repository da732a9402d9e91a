import { type Lang, say, type Text } from './localized.js';

/** 1: the thing asked about failed; 2: usage or unreadable input; 3: a bug of ours. */
export type ExitCode = 1 | 2 | 3;

export interface ProblemDetails {
  /** Stable kebab-case name of the kind of failure, for programs. */
  code: string;
  /** What happened. */
  message: Text;
  /** `file`, `file:line`, a tensor's name, or a URL. */
  where?: string;
  /** One next step. */
  next: Text;
  exitCode?: ExitCode;
  cause?: unknown;
}

/** An expected failure: says what happened, where, and one next step. Never shown with a stack trace. */
export class Problem extends Error {
  readonly code: string;
  readonly text: Text;
  readonly where: string | undefined;
  readonly next: Text;
  readonly exitCode: ExitCode;

  constructor(details: ProblemDetails) {
    super(say(details.message, 'en'), details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'Problem';
    this.code = details.code;
    this.text = details.message;
    this.where = details.where;
    this.next = details.next;
    this.exitCode = details.exitCode ?? 2;
  }

  /** The failure as the JSON of the command line shows it. */
  toJSON(lang: Lang = 'en'): { code: string; message: string; where: string | null; next: string } {
    return { code: this.code, message: say(this.text, lang), where: this.where ?? null, next: say(this.next, lang) };
  }
}
