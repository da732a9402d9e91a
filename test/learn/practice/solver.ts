/**
 * Someone who does the practice task well, from what a learner has: the files of the folder, the messages' meaning, and the product's own
 * commands. It never sees the task that the seed makes.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse, stringify } from 'yaml';
import { loadMessages } from '../../../src/learn/practice/messages.js';

interface Row {
  text: string;
  label: string;
}

/** Cleans the messy file by hand, as a careful person would, and writes `repaired.csv`. */
export async function repair(folder: string): Promise<Row[]> {
  const understand = await reader();
  const lines = (await readFile(join(folder, 'messy.csv'), 'utf8')).trimEnd().split('\n').slice(1);
  const rows = lines
    .map(fieldsOf)
    .map(({ text, label }) => ({ text: cleaned(text), label: label.trim().toLowerCase() }));
  const kept = new Map<string, Row>();
  for (const { text, label } of rows) {
    if (text === '' || label === '') continue;
    const key = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    if (!kept.has(key)) kept.set(key, { text, label: understand(text) });
  }
  const repaired = [...kept.values()];
  await writeFile(join(folder, 'repaired.csv'), csv(repaired));
  return repaired;
}

export const csv = (rows: readonly Row[]): string =>
  `text,category\n${rows.map(({ text, label }) => `"${text.replaceAll('"', '""')}",${label}\n`).join('')}`;

/** A row whose commas were not quoted ends with its label all the same. */
function fieldsOf(line: string): Row {
  const fields = parseCsv(line, { relaxQuotes: true, relaxColumnCount: true })[0] as string[];
  return { text: fields.slice(0, -1).join(','), label: fields.at(-1) ?? '' };
}

const cleaned = (text: string): string =>
  text
    .replaceAll('â‚¹', '₹')
    .replaceAll(/[\u200b\u2060]|\p{Cc}/gu, '')
    .replaceAll(/\b9\d{9}\b/g, '[PHONE]')
    .replaceAll(/\S+@example\.com/g, '[EMAIL]')
    .trim();

/** Reads a message and says which label fits: that of the sentence with the most words in common. */
async function reader(): Promise<(text: string) => string> {
  const known = (await loadMessages()).flatMap(({ messages }) =>
    Object.entries(messages).flatMap(([label, texts]) =>
      texts.map((text) => ({ label, words: new Set(wordsOf(text)) })),
    ),
  );
  return (text) => {
    const words = wordsOf(text);
    const shared = known.map(({ label, words: own }) => ({
      label,
      share: words.filter((word) => own.has(word)).length / Math.max(words.length, own.size),
    }));
    return shared.reduce((best, one) => (one.share > best.share ? one : best)).label;
  };
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Explanations in a person's words, in English and in Hinglish. */
export const EXPLAINED: Record<string, { why: string; fix: string }> = {
  'exact-duplicate': {
    why: 'A row that stands twice counts double in the training, and if a copy lands in the test the score looks better than it is.',
    fix: 'I keep one of them and remove the other copies.',
  },
  'near-duplicate': {
    why: 'Dono lines lagbhag same hain, isliye model ko kuch naya nahi milta aur us message ka wazan double ho jata hai.',
    fix: 'Jodi mein se ek rakho aur doosri row hata do.',
  },
  'conflicting-answers': {
    why: 'The same message has two different labels, so the model cannot learn both and is confused.',
    fix: 'I read the message, keep the row with the right label and delete the wrong one.',
  },
  'label-spelling': {
    why: 'Alag spelling ko model ek alag class samajhta hai, isliye har class ki rows kam ho jaati hain.',
    fix: 'Har label ek hi tarah likho, small letters mein aur bina extra space ke.',
  },
  'empty-field': {
    why: 'There is no label or no text, so from this row there is nothing to learn.',
    fix: 'Fill the label in where the text tells it, otherwise remove the row.',
  },
  'ragged-row': {
    why: 'The comma in the text makes one column too many, and the row cannot be read.',
    fix: 'Put the text in double quotes.',
  },
  'control-characters': {
    why: 'Na dikhne wale characters shabd ko tod dete hain aur tokenizer ajeeb tokens banata hai.',
    fix: 'In characters ko hata do, row waisi hi rakho.',
  },
  mojibake: {
    why: 'The text was decoded with the wrong encoding, so the model sees garbage where the rupee sign was.',
    fix: 'Export the file again as UTF-8, or put the rupee sign back.',
  },
  'phone-number': {
    why: "A tuned model can repeat a customer's phone number to anybody who asks.",
    fix: 'Mask the number and keep the row.',
  },
  'email-address': {
    why: 'Model kisi ka email kisi bhi user ko bata sakta hai, yeh privacy ka risk hai.',
    fix: 'Email ko mask karke [EMAIL] likh do.',
  },
};

interface CheckJson {
  findings: { code: string; severity: string; rows: number[] }[];
}

/** Three findings of the report; `from` turns the choice. */
export function explain(
  report: CheckJson,
  from: number,
): { finding: string; lines: number[]; why: string; fix: string }[] {
  const known = report.findings.filter(({ code }) => EXPLAINED[code] !== undefined);
  return [0, 1, 2].map((step) => {
    const { code, rows } = known[(from + step) % known.length]!;
    return { finding: code, lines: rows.slice(0, 2), ...EXPLAINED[code]! };
  });
}

const REASONS = {
  low: 'The budget is low, and LoRA is the cheap way to train.',
  limited: 'Compute limited hai, aur LoRA ko kam memory chahiye.',
  few: 'There are so few rows that full would memorise the data.',
  room: 'Full fits in the free memory with room, and there is enough budget.',
  noRoom: 'Full does not fit in the memory that is free, the last blocks do.',
  middle: 'Full takes long here, so with a medium budget partial is the middle way.',
};

/** The rule of lesson 07, applied to what the README says of each scenario. */
export function choose(readme: string): Record<string, { method: string; why: string }> {
  const flat = readme.replaceAll(/\s+/g, ' ');
  const scenarios = [...flat.matchAll(/\*\*([a-d])\.\*\*(.*?)full ([\d.]+) (GB|MB) \/ ([\d.]+) (s|min|h)/g)];
  return Object.fromEntries(
    scenarios.map(([, id, facts = '', size, unit, time, of]) => {
      const budget = /budget (\w+)/.exec(facts)?.[1];
      const compute = /compute (\w+)/.exec(facts)?.[1];
      const free = Number(/([\d.]+) GB (?:of memory|memory) free/.exec(facts)?.[1]);
      const rows = Number(/([\d,]+) training rows/.exec(facts)?.[1]?.replaceAll(',', ''));
      const full = Number(size) / (unit === 'MB' ? 1000 : 1);
      const minutes = Number(time) * { s: 1 / 60, min: 1, h: 60 }[of as 's' | 'min' | 'h'];
      const say = (method: string, why: string) => [id, { method, why: `${id}: ${why}` }] as const;
      if (budget === 'low') return say('lora', REASONS.low);
      if (compute === 'limited') return say('lora', REASONS.limited);
      if (rows < 100) return say('lora', REASONS.few);
      if (full > 0.8 * free) return say('partial', REASONS.noRoom);
      if (budget === 'medium' && compute === 'standard' && (minutes > 20 || full > free / 2))
        return say('partial', REASONS.middle);
      return say('full', REASONS.room);
    }),
  );
}

export interface EstimateQuestion {
  epochs: number;
  method: 'full' | 'lora' | 'partial';
  scaledRows: number;
  rupeesPerDollar: number;
}

/** What part 4 asks for, as the README says it. */
export function estimateQuestion(readme: string): EstimateQuestion {
  const flat = readme.replaceAll(/\s+/g, ' ');
  const [, epochs, method] = /split[^,]*, (\d+) epochs, method (\w+)/.exec(flat)!;
  const [, rows] = /([\d,]+) training rows(?! with| of)?[^.]*?(?:average|utne)/.exec(
    flat.slice(flat.indexOf('## 4.')),
  )!;
  const [, rupees] = /(\d+) rup/.exec(flat)!;
  return {
    epochs: Number(epochs),
    method: method as EstimateQuestion['method'],
    scaledRows: Number(rows!.replaceAll(',', '')),
    rupeesPerDollar: Number(rupees),
  };
}

const RATES = { full: 0.008, lora: 0.002, partial: 0.004 };

/** From the plan's tokens over all epochs and the training rows of the split. */
export function estimate(
  { epochs, method, scaledRows, rupeesPerDollar }: EstimateQuestion,
  trainTokens: number,
  trainRows: number,
) {
  const scaled = (trainTokens / trainRows) * scaledRows;
  return {
    epoch_tokens: trainTokens / epochs,
    train_tokens: trainTokens.toLocaleString('en-IN'),
    cost_usd: `$${((trainTokens / 1000) * RATES[method]).toFixed(4)}`,
    scaled_full_usd: `${((scaled / 1000) * RATES.full).toFixed(2)} USD`,
    scaled_lora_inr: `₹ ${((scaled / 1000) * RATES.lora * rupeesPerDollar).toLocaleString('en-IN')}`,
  };
}

interface ComparisonJson {
  methods: {
    method: string;
    jobId: string;
    result: {
      metrics: Record<'accuracy' | 'loss', { value: number }>;
      retention: { change: number };
      seconds: number;
      peakRssBytes: number;
      trainableParameters: number;
      artefactBytes: number;
    };
  }[];
  differences: { a: string; b: string; metric: string; tie: boolean; difference: { value: number } }[];
}

/** The table and the conclusion, from `compare --json`. */
export function tradeOffs({ methods, differences }: ComparisonJson) {
  const table = Object.fromEntries(
    methods.map(({ method, jobId, result }) => [
      method,
      {
        job: jobId,
        accuracy: `${(100 * result.metrics.accuracy.value).toFixed(1)}%`,
        loss: result.metrics.loss.value.toFixed(2),
        general_change: result.retention.change.toFixed(2),
        seconds: `${result.seconds.toFixed(1)} s`,
        memory_mb: `${Math.round(result.peakRssBytes / 1e6)} MB`,
        trained_parameters: result.trainableParameters.toLocaleString('en'),
        disk_mb: (result.artefactBytes / 1e6).toFixed(2),
      },
    ]),
  );
  const better = (metric: 'accuracy' | 'loss'): string => {
    const { a, b, tie, difference } = differences.find((one) => one.metric === metric)!;
    if (tie) return 'tie';
    return difference.value > 0 === (metric === 'accuracy') ? b : a;
  };
  const accuracy = better('accuracy');
  const verdict =
    accuracy === 'tie'
      ? 'The difference in accuracy lies inside the interval, so it is a tie on so few rows.'
      : `${accuracy} is better here, because zero lies outside the interval.`;
  return {
    ...table,
    accuracy_better: accuracy,
    loss_better: better('loss'),
    conclusion: `${verdict} LoRA needs less memory and its file on disk is small, while full trains all parameters. I would take LoRA.`,
  };
}

/** Writes some sections of the answer file and leaves the others as they are. */
export async function answer(folder: string, sections: Record<string, unknown>): Promise<void> {
  const path = join(folder, 'answers.yaml');
  const before = parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  await writeFile(path, stringify({ ...before, ...sections }));
}
