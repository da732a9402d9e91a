/** The certificate as a picture: an A4 page on its side, with fonts that every system has. Pure. */
import { type Lang, type Localized, say } from '../../base/localized.js';
import { betterWords, duelRows, PART_NAMES, pointsOf, type ReportFacts } from './report-facts.js';

const PAGE = { width: 1123, height: 794 };
const INK = { dark: '#1d2433', soft: '#5b6478', line: '#c9b27c', paper: '#fdfaf2', bar: '#2f6f5e', track: '#e6dfcd' };
const LEFT = 90;
const RIGHT = 590;
const ROW = 34;

/** Asks for a certificate's facts: all parts passed, and both runs there. */
export function certificateSvg({ name, date, seed, place, parts, score, duel }: ReportFacts, lang: Lang): string {
  const who = [...name.trim().replaceAll(/\s+/g, ' ')].slice(0, MOST_NAME).join('') || say(WORDS.someone, lang);
  const top = 430;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PAGE.width} ${PAGE.height}" width="${PAGE.width}" height="${PAGE.height}" role="img" aria-label="${escaped(say(WORDS.title, lang))}">`,
    `<rect width="${PAGE.width}" height="${PAGE.height}" fill="${INK.paper}"/>`,
    `<rect x="24" y="24" width="${PAGE.width - 48}" height="${PAGE.height - 48}" fill="none" stroke="${INK.line}" stroke-width="3"/>`,
    `<rect x="34" y="34" width="${PAGE.width - 68}" height="${PAGE.height - 68}" fill="none" stroke="${INK.line}"/>`,
    text(LEFT, 108, 'vishesh', { size: 22, fill: INK.bar, weight: 700 }),
    text(LEFT, 165, say(WORDS.title, lang), { size: 40, weight: 700, family: SERIF }),
    text(LEFT, 200, say(WORDS.subtitle, lang), { size: 18, fill: INK.soft }),
    text(LEFT, 272, who, { size: fitted(who, 700, 46), weight: 700, family: SERIF }),
    `<line x1="${LEFT}" y1="290" x2="800" y2="290" stroke="${INK.line}"/>`,
    ...sentence(say(place, lang), lang).map((line, index) => text(LEFT, 322 + 24 * index, line, { size: 17 })),
    ...seal(score, lang),
    text(LEFT, top - 12, say(WORDS.parts, lang), { size: 15, fill: INK.soft, weight: 700 }),
    ...parts.flatMap((standing, index) => partRow(standing, top + 20 + 1.4 * ROW * index, lang)),
    ...(duel === null ? [] : duelTable(duel, top, lang)),
    text(LEFT, 728, `${say(WORDS.seed, lang)} ${seed}   ·   ${date}`, { size: 15, fill: INK.soft }),
    text(PAGE.width - LEFT, 728, say(WORDS.measured, lang), { size: 13, fill: INK.soft, anchor: 'end' }),
    '</svg>',
  ].join('\n');
}

const MOST_NAME = 60;
const SERIF = "Georgia, 'Noto Serif', 'DejaVu Serif', serif";
const SANS = "'Segoe UI', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif";

interface Look {
  size: number;
  fill?: string;
  weight?: number;
  family?: string;
  anchor?: 'start' | 'middle' | 'end';
}

function text(
  x: number,
  y: number,
  words: string,
  { size, fill = INK.dark, weight = 400, family = SANS, anchor = 'start' }: Look,
): string {
  return `<text x="${x}" y="${y}" font-family="${family}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

/** A size with which the words are about as wide as there is room; a bold letter is about 0.63 of its size. */
const fitted = (words: string, room: number, most: number): number =>
  Math.max(16, Math.min(most, Math.floor(room / (0.63 * Math.max(1, words.length)))));

/** Also without the characters that XML cannot hold. */
const escaped = (words: string): string =>
  words
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

function sentence(place: string, lang: Lang): string[] {
  return lang === 'en'
    ? [
        `made training data of sixty messy messages to ${place},`,
        'chose and priced methods with reasons, and trained LoRA and full for real to compare them.',
      ]
    : [
        `ne ${place} ke 60 bigde messages se training data banaya,`,
        'wajah aur kharche ke saath methods chune, aur LoRA aur full ko sach mein train karke compare kiya.',
      ];
}

function seal(score: number, lang: Lang): string[] {
  const [x, y] = [945, 178];
  return [
    `<circle cx="${x}" cy="${y}" r="86" fill="none" stroke="${INK.line}" stroke-width="6"/>`,
    `<circle cx="${x}" cy="${y}" r="74" fill="${INK.bar}"/>`,
    text(x, y + 14, String(score), { size: 54, fill: '#ffffff', weight: 700, anchor: 'middle' }),
    text(x, y + 40, say(WORDS.of, lang), { size: 14, fill: '#ffffff', anchor: 'middle' }),
  ];
}

function partRow(standing: ReportFacts['parts'][number], y: number, lang: Lang): string[] {
  const points = pointsOf(standing);
  const wide = 400;
  const hints = standing.hints.length;
  const used = hints === 0 ? '' : ` (${hints} ${say(hints === 1 ? WORDS.hint : WORDS.hints, lang)})`;
  return [
    text(LEFT, y, `${say(PART_NAMES[standing.part], lang)}${used}`, { size: 15 }),
    text(LEFT + wide, y, String(points), { size: 15, weight: 700, anchor: 'end' }),
    `<rect x="${LEFT}" y="${y + 8}" width="${wide}" height="6" rx="3" fill="${INK.track}"/>`,
    `<rect x="${LEFT}" y="${y + 8}" width="${(wide * points) / 100}" height="6" rx="3" fill="${INK.bar}"/>`,
  ];
}

function duelTable(duel: NonNullable<ReportFacts['duel']>, top: number, lang: Lang): string[] {
  const columns = { lora: RIGHT + 300, full: PAGE.width - LEFT };
  const head = { size: 15, fill: INK.soft, weight: 700, anchor: 'end' } as const;
  const rows = duelRows(duel).flatMap(({ name, lora, full }, index) => {
    const y = top + 20 + ROW * 0.93 * index;
    return [
      text(RIGHT, y, say(name, lang), { size: 14 }),
      text(columns.lora, y, lora, { size: 14, anchor: 'end' }),
      text(columns.full, y, full, { size: 14, anchor: 'end' }),
      `<line x1="${RIGHT}" y1="${y + 9}" x2="${PAGE.width - LEFT}" y2="${y + 9}" stroke="${INK.track}"/>`,
    ];
  });
  return [
    text(columns.lora, top - 12, 'LoRA', head),
    text(columns.full, top - 12, 'full', head),
    ...rows,
    text(RIGHT, top + 20 + ROW * 0.93 * 7 + 4, say(betterWords(duel), lang), { size: 14, weight: 700 }),
  ];
}

const WORDS = {
  title: { en: 'Certificate', hi: 'Certificate' },
  subtitle: { en: 'Fine-tuning, mini practice task', hi: 'Fine-tuning, mini practice task' },
  someone: { en: 'A learner', hi: 'Ek seekhne wale' },
  parts: { en: 'Five graded parts', hi: 'Paanch jaanche hue parts' },
  of: { en: 'of 100', hi: '100 mein se' },
  hint: { en: 'hint', hi: 'hint' },
  hints: { en: 'hints', hi: 'hints' },
  seed: { en: 'Seed', hi: 'Seed' },
  measured: { en: "measured on the learner's own machine", hi: 'seekhne wale ki apni machine par naapa gaya' },
} satisfies Record<string, Localized>;
