/** Tells how held-out prompts are answered at the checkpoints of a training, as long as that stays a small part of its time. */
import type { Example } from '../../data/types.js';
import { readEvents } from '../event-log.js';
import { type AnswerTask, answerPrompts, answersOf, heldOutPrompts } from './held-out-answers.js';
import type { Session } from './session.js';

/** Of the time since training began. */
const SHARE = 0.1;
/** What is always allowed. */
const FREE_MS = 2_000;

export interface AnswerTeller {
  /** Before the first step: what the base answers. */
  begin(): Promise<void>;
  atCheckpoint(step: number): Promise<void>;
}

/** `examples`: rows that are never trained on. */
export function tellAnswers(
  session: Pick<Session, 'emit' | 'control' | 'paths'>,
  task: AnswerTask,
  examples: readonly Example[],
  nowMs: () => number,
): AnswerTeller {
  const prompts = heldOutPrompts(task, examples);
  const startedMs = nowMs();
  let before: string[] | null = null;
  let spentMs = 0;
  // The first time builds a graph as well; the cheapest says what another one costs.
  let costMs = Number.POSITIVE_INFINITY;

  const answer = async (step: number): Promise<void> => {
    const from = nowMs();
    const given = await answerPrompts(task, prompts, () => session.control() !== 'continue');
    const ms = nowMs() - from;
    costMs = Math.min(costMs, ms);
    // What the base says is told once, whatever it takes; without it the others say nothing.
    if (step > 0) spentMs += ms;
    if (given === null) return;
    before ??= given;
    session.emit({ type: 'answers', step, seconds: ms / 1000, answers: answersOf(prompts, before, given) });
  };
  // Nobody's training ends because of what is only shown.
  const safely = async (step: number): Promise<void> => {
    if (prompts.length === 0) return;
    await answer(step).catch((error: unknown) => console.error('held-out answers:', error));
  };

  return {
    begin: () => safely(0),
    async atCheckpoint(step) {
      before ??= await answersBefore(session.paths.folder);
      if (before === null) return;
      const allowed = FREE_MS + SHARE * (nowMs() - startedMs);
      if (costMs === Number.POSITIVE_INFINITY || spentMs + costMs <= allowed) await safely(step);
      else session.emit({ type: 'answers', step, seconds: costMs / 1000, answers: [] });
    },
  };
}

/** Of a job that goes on: what an earlier runner told. */
async function answersBefore(folder: string): Promise<string[] | null> {
  const { events } = await readEvents(folder);
  const told = events.find((event) => event.type === 'answers' && event.answers.length > 0);
  return told?.type === 'answers' ? told.answers.map(({ base }) => base) : null;
}
