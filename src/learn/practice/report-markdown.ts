/** The certificate, or what is still missing for it, as Markdown. Pure. */
import { type Lang, type Localized, say } from '../../base/localized.js';
import { betterWords, duelRows, isCertificate, PART_NAMES, pointsOf, type ReportFacts } from './report-facts.js';
import type { PartResult } from './types.js';

export function reportMarkdown(facts: ReportFacts, lang: Lang): string {
  const { name, date, seed, place, results, parts, score, duel } = facts;
  const whole = isCertificate(facts);
  const who = inLine(name) || say(WORDS.someone, lang);
  const rows = parts.map((standing) => {
    const status = results.find(({ part }) => part === standing.part)?.status ?? 'fail';
    return `| ${say(PART_NAMES[standing.part], lang)} | ${say(STATUS[status], lang)} | ${standing.hints.length} | ${pointsOf(standing)} |`;
  });
  return [
    `# ${say(whole ? WORDS.certificate : WORDS.progress, lang)}`,
    whole ? say(passed(who, say(place, lang)), lang) : say(WORDS.notYet, lang),
    [
      `| ${say(WORDS.part, lang)} | | ${say(WORDS.hints, lang)} | ${say(WORDS.points, lang)} |`,
      '|---|---|---|---|',
      ...rows,
      `| **${say(WORDS.total, lang)}** | | | **${score} / 100** |`,
    ].join('\n'),
    ...(duel === null
      ? []
      : [
          `## ${say(WORDS.duel, lang)}`,
          [
            '| | LoRA | full |',
            '|---|---|---|',
            ...duelRows(duel).map((row) => `| ${say(row.name, lang)} | ${row.lora} | ${row.full} |`),
          ].join('\n'),
          say(betterWords(duel), lang),
        ]),
    ...(whole ? [] : [`## ${say(WORDS.missing, lang)}`, ...results.flatMap((result) => missingIn(result, lang))]),
    `${say(WORDS.seed, lang)} ${seed}, ${date}. ${say(whole ? WORDS.measured : WORDS.goOn, lang)}`,
  ].join('\n\n');
}

/** The first few things that a part lacks. */
function missingIn({ part, status, error, tests }: PartResult, lang: Lang): string[] {
  if (status === 'pass') return [];
  const failed = tests.filter((one) => one.status === 'fail');
  const lines =
    error !== null
      ? [say(error, lang)]
      : failed.slice(0, SHOWN).map(({ name, message }) => `${say(name, lang)}: ${say(message, lang)}`);
  const more = failed.length > SHOWN ? [say(andMore(failed.length - SHOWN), lang)] : [];
  return [
    `**${say(PART_NAMES[part], lang)}** (\`vishesh practice check ${part}\`)`,
    [...lines, ...more].map((line) => `- ${inLine(line)}`).join('\n'),
  ];
}

const SHOWN = 4;
const andMore = (count: number): Localized => ({ en: `and ${count} more`, hi: `aur ${count} aur` });

/** One line, with the marks of Markdown and HTML as letters. */
const inLine = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\|*_[\]`]/g, '\\$&')
    .replaceAll('<', '&lt;');

const passed = (who: string, place: string): Localized => ({
  en: `**${who}** made training data of sixty messy messages to ${place}, explained what was wrong with them, chose methods with reasons, estimated tokens and money, and trained LoRA and full for real to compare them.`,
  hi: `**${who}** ne ${place} ke 60 bigde hue messages se training data banaya, gadbad samjhayi, wajah ke saath methods chune, tokens aur paisa aanka, aur LoRA aur full ko sach mein train karke compare kiya.`,
});

const STATUS: Record<PartResult['status'], Localized> = {
  pass: { en: 'passed', hi: 'pass' },
  fail: { en: 'not yet', hi: 'abhi nahi' },
  error: { en: 'nothing to grade', hi: 'dekhne ko kuch nahi' },
};

const WORDS = {
  certificate: {
    en: 'Certificate: fine-tuning, mini practice task',
    hi: 'Certificate: fine-tuning, mini practice task',
  },
  progress: { en: 'Mini practice task: progress report', hi: 'Mini practice task: ab tak ki report' },
  notYet: {
    en: 'This is no certificate yet: all five parts must pass with the files as they are now.',
    hi: 'Yeh abhi certificate nahi hai: paanchon parts abhi ki files ke saath pass hone chahiye.',
  },
  someone: { en: 'A learner', hi: 'Ek seekhne wale' },
  part: { en: 'part', hi: 'part' },
  hints: { en: 'hints', hi: 'hints' },
  points: { en: 'points', hi: 'points' },
  total: { en: 'all together', hi: 'kul milakar' },
  duel: { en: 'The two runs, as measured', hi: 'Dono runs, jaise naape gaye' },
  missing: { en: 'What is missing', hi: 'Kya baaki hai' },
  seed: { en: 'Seed', hi: 'Seed' },
  measured: {
    en: "Every figure was measured on the learner's own machine; programs graded the parts, explanations by a rubric of words.",
    hi: 'Har number seekhne wale ki apni machine par naapa gaya; parts programs ne dekhe, samjhaane wale jawab shabdon ki rubric ne.',
  },
  goOn: { en: 'Go on: vishesh practice check --watch', hi: 'Aage badho: vishesh practice check --watch' },
} satisfies Record<string, Localized>;
