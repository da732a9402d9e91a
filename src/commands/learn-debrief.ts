/** `learn debrief [JOB]`: three questions about one's own run, and what is wrong with a wrong answer. */
import { Problem } from '../base/error.js';
import { type Lang, type Localized, say } from '../base/localized.js';
import { wrapWords } from '../base/wrap-words.js';
import { lastFinishedJob, loadDebrief } from '../learn/debrief/load.js';
import type { Debrief, DebriefOption, DebriefQuestion } from '../learn/debrief/types.js';
import { saveLearned } from '../learn/progress/store.js';
import type { CommandIo } from './io.js';

export interface DebriefArgs {
  /** Without it, the newest job that succeeded. */
  jobId?: string | undefined;
  /** One letter for each question. */
  answer?: string;
}

const WIDTH = 76;

/** Exit code 1 when an answer was wrong. Only the first answer to a question counts. */
export async function debriefCommand({ jobId, answer }: DebriefArgs, io: CommandIo): Promise<number> {
  const debrief = await loadDebrief(io.home, jobId ?? (await newest(io)));
  const chosen = answer === undefined ? null : chosenOf(debrief, answer);
  for (const { question, option } of chosen ?? [])
    await saveLearned(io.home, {
      type: 'debrief-answered',
      job: debrief.jobId,
      question: question.id,
      lesson: question.lesson,
      correct: option.correct,
    });
  if (io.json) io.out(JSON.stringify(debriefJson(debrief, chosen, io.lang)));
  else io.out(debriefText(debrief, chosen, io.lang).join('\n'));
  if (!io.json && chosen === null) io.progress(`\n${say(HOW(debrief), io.lang)}\n`);
  return chosen?.every(({ option }) => option.correct) === false ? 1 : 0;
}

interface Chosen {
  question: DebriefQuestion;
  option: DebriefOption;
}

async function newest({ home }: CommandIo): Promise<string> {
  const jobId = await lastFinishedJob(home);
  if (jobId !== null) return jobId;
  throw new Problem({
    code: 'no-debrief',
    message: { en: 'No job has finished yet.', hi: 'Abhi tak koi job poora nahi hua.' },
    next: { en: 'Train one: vishesh run FILE', hi: 'Ek train karo: vishesh run FILE' },
    exitCode: 1,
  });
}

function chosenOf({ questions, jobId }: Debrief, answer: string): Chosen[] {
  const letters = [...answer];
  const chosen = questions.flatMap((question, i): Chosen[] => {
    const option = question.options[(letters[i] ?? '').charCodeAt(0) - 97];
    return option === undefined ? [] : [{ question, option }];
  });
  if (chosen.length === questions.length && letters.length === questions.length) return chosen;
  const most = questions.map(({ options }) => `a-${letterOf(options.length - 1)}`).join(', ');
  throw new Problem({
    code: 'usage',
    message: {
      en: `--answer needs one letter for each of ${questions.length} questions: ${most}.`,
      hi: `--answer mein ${questions.length} sawaalon ke liye ek-ek letter chahiye: ${most}.`,
    },
    next: { en: `Read them: vishesh learn debrief ${jobId}`, hi: `Pehle padho: vishesh learn debrief ${jobId}` },
  });
}

const letterOf = (place: number): string => String.fromCharCode(97 + place);

function debriefJson({ jobId, modelId, questions }: Debrief, chosen: readonly Chosen[] | null, lang: Lang) {
  return {
    jobId,
    modelId,
    questions: questions.map(({ id, ask, options, lesson }) => ({
      id,
      ask: say(ask, lang),
      options: options.map(({ text }) => say(text, lang)),
      lesson,
    })),
    answers:
      chosen?.map(({ question, option }) => ({
        question: question.id,
        chosen: letterOf(question.options.indexOf(option)),
        right: letterOf(question.options.findIndex(({ correct }) => correct)),
        correct: option.correct,
        why: say(option.why, lang),
      })) ?? null,
    right: chosen?.filter(({ option }) => option.correct).length ?? null,
    of: questions.length,
    ok: chosen?.every(({ option }) => option.correct) ?? null,
  };
}

const WORDS = {
  about: { en: 'About your run', hi: 'Tumhare run ke baare mein' },
  right: { en: 'Right.', hi: 'Sahi.' },
  wrong: { en: 'Not this.', hi: 'Yeh nahi.' },
  was: { en: 'It is', hi: 'Sahi jawab' },
  deeper: { en: 'Deeper', hi: 'Aur gehra' },
} satisfies Record<string, Localized>;

const HOW = ({ jobId, questions }: Debrief): Localized => {
  const command = `vishesh learn debrief ${jobId} --answer ${'abc'.slice(0, questions.length)}`;
  return { en: `Answer with a letter each: ${command}`, hi: `Har sawaal ka ek letter do: ${command}` };
};

function debriefText({ modelId, jobId, questions }: Debrief, chosen: readonly Chosen[] | null, lang: Lang): string[] {
  const lines = questions.flatMap((question, i) => [
    '',
    ...wrapWords(`${i + 1}. ${say(question.ask, lang)}`, WIDTH),
    ...question.options.flatMap(({ text }, place) => listed(letterOf(place), say(text, lang))),
    ...(chosen?.[i] === undefined ? [] : verdictLines(chosen[i], lang)),
  ]);
  const right = chosen?.filter(({ option }) => option.correct).length;
  return [
    `${say(WORDS.about, lang)}: ${modelId} (${jobId})`,
    ...lines,
    ...(right === undefined ? [] : ['', `${right} / ${questions.length}`]),
  ];
}

function listed(letter: string, said: string): string[] {
  return wrapWords(said, WIDTH - 5).map((part, row) => (row === 0 ? `  ${letter}) ${part}` : `     ${part}`));
}

function verdictLines({ question, option }: Chosen, lang: Lang): string[] {
  const place = question.options.findIndex(({ correct }) => correct);
  const right = question.options[place];
  const told = (head: Localized, why: Localized): string[] =>
    wrapWords(`${say(head, lang)} ${say(why, lang)}`, WIDTH - 2).map((part) => `  ${part}`);
  if (option.correct || right === undefined) return told(WORDS.right, option.why);
  const was = { en: `${WORDS.was.en} ${letterOf(place)}.`, hi: `${WORDS.was.hi}: ${letterOf(place)}.` };
  return [
    ...told(WORDS.wrong, option.why),
    ...told(was, right.why),
    `  ${say(WORDS.deeper, lang)}: vishesh learn ${question.lesson.split('#')[0]} (${question.lesson.split('#')[1]})`,
  ];
}
