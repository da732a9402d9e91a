/** Three questions about the run that has just been scored, one after the other. */
import { say } from '../../base/localized.js';
import { problemView } from '../../workflow/drive.js';
import { choose } from './plain-io.js';
import type { PlainStep } from './plain-steps.js';

/** False when the input has ended. */
export async function askDebrief(jobId: string, { io, words, lang, ports }: PlainStep): Promise<boolean> {
  const debrief = await ports.learn.debrief(jobId).catch((error: unknown) => {
    const { message, next } = problemView(error);
    io.say(`${message[lang]} ${next[lang]}`);
    return null;
  });
  let right = 0;
  for (const { id, ask, options, lesson } of debrief?.questions ?? []) {
    io.say(`\n${say(ask, lang)}`);
    const texts = options.map(({ text }) => say(text, lang));
    const picked = await choose(io, words.plain.number, texts);
    const option = picked === null ? undefined : options[picked];
    if (option === undefined) return false;
    const { correct, why } = option;
    if (correct) right += 1;
    const answer = options.findIndex((one) => one.correct);
    io.say(correct ? words.debrief.right : `${words.debrief.wrong} ${answer + 1}: ${texts[answer] ?? ''}`);
    io.say(`${say(why, lang)} ${words.debrief.lesson}: vishesh learn ${lesson.split('#')[0]}`);
    await ports.learn.record({ type: 'debrief-answered', job: jobId, question: id, lesson, correct }).catch(() => {});
  }
  if (debrief !== null) io.say(`\n${right} ${words.debrief.of} ${debrief.questions.length} ${words.debrief.end}`);
  return true;
}
