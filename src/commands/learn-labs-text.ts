/** A lab as text: symptoms, settings, choices, and what the runs measured, side by side. */
import { type Lang, type Localized, say } from '../base/localized.js';
import { wrapWords } from '../base/wrap-words.js';
import { reportRows } from '../learn/labs/report-rows.js';
import type { LabRun } from '../learn/labs/run.js';
import { configOf, type LabSession } from '../learn/labs/session.js';
import type { Health, LabChoice } from '../learn/labs/types.js';

const WIDTH = 76;

export interface Verdict {
  step: string;
  correct: boolean;
  why: string | null;
}

export function labText(
  session: LabSession,
  verdicts: readonly Verdict[],
  runs: Partial<Record<Health, LabRun>>,
  lang: Lang,
): string {
  const { lab, step } = session;
  const head = `${lab.id}. ${say(lab.title, lang)}`;
  return [
    head,
    '='.repeat(head.length),
    ...lab.see.flatMap((line) => wrapped(`- ${say(line, lang)}`)),
    ...section(WORDS.config, lang),
    ...configOf(session).map(({ setting, value, changed }) => {
      const now = value === null ? '' : say(value, lang);
      return `  ${setting.padEnd(16)} ${changed === null ? now : `${now} -> ${say(changed, lang)}`}`;
    }),
    ...measured(runs, lang),
    ...section(WORDS.diagnoses, lang),
    ...listed(session.diagnoses, lang),
    ...(step === 'diagnose' ? [] : [...section(WORDS.repairs, lang), ...listed(session.repairs, lang)]),
    ...verdicts.flatMap(({ correct, why }) => [
      '',
      ...wrapped(`${say(correct ? WORDS.right : WORDS.wrong, lang)} ${why ?? ''}`),
    ]),
    ...(step === 'heal' ? ['', ...wrapped(say(lab.explanation, lang))] : []),
  ].join('\n');
}

const WORDS = {
  config: { en: 'Settings of the sick run', hi: 'Beemar run ki settings' },
  measured: { en: 'Measured just now', hi: 'Abhi naapa' },
  diagnoses: { en: 'What is the fault? (--diagnosis LETTER)', hi: 'Gadbad kya hai? (--diagnosis LETTER)' },
  repairs: { en: 'Which change heals it? (--repair LETTER)', hi: 'Kis badlav se theek hogi? (--repair LETTER)' },
  right: { en: 'Right.', hi: 'Sahi.' },
  wrong: { en: 'Not this.', hi: 'Yeh nahi.' },
  sick: { en: 'sick', hi: 'beemar' },
  healed: { en: 'healed', hi: 'theek' },
} satisfies Record<string, Localized>;

const wrapped = (text: string): string[] => wrapWords(text, WIDTH);
const section = (title: Localized, lang: Lang): string[] => ['', say(title, lang), '-'.repeat(say(title, lang).length)];

const listed = (options: readonly LabChoice[], lang: Lang): string[] =>
  options.map(({ text }, place) => `  ${String.fromCharCode(97 + place)}) ${say(text, lang)}`);

function measured(runs: Partial<Record<Health, LabRun>>, lang: Lang): string[] {
  const { sick, healed } = runs;
  if (sick === undefined) return [];
  const rows = reportRows(sick.report, healed?.report ?? null);
  const line = (name: string, a: string, b: string): string =>
    `  ${name.padEnd(34)} ${a.padStart(8)} ${b.padStart(8)}`.trimEnd();
  return [
    ...section(WORDS.measured, lang),
    line('', say(WORDS.sick, lang), healed === undefined ? '' : say(WORDS.healed, lang)),
    ...rows.map(({ name, sick: a, healed: b }) => line(say(name, lang), say(a, lang), b === null ? '' : say(b, lang))),
    ...sick.report.samples.flatMap(({ prompt, expected, answer }) => wrapped(`  ${prompt} -> ${answer} (${expected})`)),
  ];
}
