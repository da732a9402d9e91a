/** What `practice start` writes: the task in the learner's language, and the answer file to fill in. Pure. */
import type { Lang, Localized } from '../../base/localized.js';
import { wrapWords } from '../../base/wrap-words.js';
import { sayBytes, sayCount, saySeconds } from '../../plan/say-numbers.js';
import { type Duelist, ESTIMATE_FIELDS, type EstimateField, RUN_FIELDS } from './answers.js';
import { MESSY_ROWS } from './plant-faults.js';
import type { PracticeTask, Scenario } from './types.js';

export function readmeText(task: PracticeTask, lang: Lang): string {
  const { seed, place, labels, scenarios, estimate } = task;
  const rows = estimate.scaledRows.toLocaleString('en');
  const parts = { en: README_EN, hi: README_HI }[lang]({
    seed,
    place: place[lang],
    labels: labels.join(', '),
    rows,
    task,
  });
  const table = scenarios.map((scenario) => scenarioText(scenario, lang)).join('\n\n');
  return `${parts.split('\n\n').map(paragraph).join('\n\n').replace('SCENARIOS', table)}\n`;
}

const WIDTH = 92;

/** A heading stays a line of its own; the rest of a block is filled anew, because names and numbers in it differ. */
function paragraph(block: string): string {
  const lines = block.split('\n');
  const heading = lines[0]?.startsWith('#') ? lines.slice(0, 1) : [];
  const text = lines.slice(heading.length).join(' ');
  return [...heading, ...wrapWords(text, WIDTH)].join('\n');
}

interface Filling {
  seed: number;
  place: string;
  labels: string;
  rows: string;
  task: PracticeTask;
}

const README_EN = ({
  seed,
  place,
  labels,
  rows,
  task: { estimate },
}: Filling): string => `# Mini practice task, seed ${seed}

\`messy.csv\` holds ${MESSY_ROWS} messages to ${place}.
Each has one of the labels ${labels}. It came out of an export that nobody looked at. Make a model's training data of it, and reason about the model. \`vishesh practice check\` grades you
as often as you like; \`vishesh practice check --watch\` does so whenever you save.

## 1. Prepare -> repaired.csv
Leave messy.csv as it is. Write \`repaired.csv\` with the same two columns: no error and no warning of \`vishesh check\`
left, every good message kept (mended where needed, personal data masked), none invented, and the label that fits.

## 2. Validate -> answers.yaml, validate
Choose three findings of \`vishesh check messy.csv\`: the code, the line or lines, why it hurts, and what to do about it.
In sentences, English or Hinglish. Keywords in a row do not count.

## 3. Choose -> answers.yaml, choose
full, lora or partial for each of these, and the reason that decides. The base fits the task in all of them; the rule is
that of \`vishesh plan\` (lesson 07), and full or partial must fit in 80% of the free memory.

SCENARIOS

## 4. Estimate -> answers.yaml, estimate
For your repaired.csv with its default split, ${estimate.epochs} epochs, method ${estimate.method}, nano as the base, and the notes' rates
per 1,000 training tokens: full $0.008, lora $0.002, partial $0.004. Then for a large file: ${rows} training rows with
as many tokens each as yours have on average, ${estimate.epochs} epochs, ${estimate.rupeesPerDollar} rupees for a dollar. Within 5%.

## 5. Trade-offs -> answers.yaml, trade-offs
Train LoRA and full on repaired.csv for real: \`vishesh compare repaired.csv --methods lora,full\` (about a minute).
Fill the table from the two jobs, say who is better where the 95% interval of the difference allows it, and conclude.

Stuck? \`vishesh practice hint PART\` says what a hint costs before you take it.`;

const README_HI = ({
  seed,
  place,
  labels,
  rows,
  task: { estimate },
}: Filling): string => `# Mini practice task, seed ${seed}

\`messy.csv\` mein ${MESSY_ROWS} messages hain, ${place} ke liye.
Har ek par ek label: ${labels}. Aisa export hai jise kisi ne dekha hi nahi. Isse training data banao, aur model ke faisle wajah ke saath lo. \`vishesh practice check\` jitni baar chaho
number dega; \`vishesh practice check --watch\` har save par khud check karta hai.

## 1. Prepare -> repaired.csv
messy.csv ko mat chhedo. Wahi do columns lekar \`repaired.csv\` likho: \`vishesh check\` ka koi error ya warning na bache,
har achha message rahe (zaroorat ho to theek kiya hua, personal data mask karke), ek bhi apne se na banao, aur label sahi.

## 2. Validate -> answers.yaml, validate
\`vishesh check messy.csv\` ki teen findings chuno: code, line ya lines, nuksaan kyun, aur kya karoge. Poore vaakyon mein,
English ya Hinglish. Keywords ki line nahi chalegi.

## 3. Choose -> answers.yaml, choose
Neeche har ek ke liye full, lora ya partial, aur woh wajah jisse tay hua. Base sabme kaam ka hai; rule wahi jo
\`vishesh plan\` ka hai (lesson 07), aur full ya partial free memory ke 80% mein aana chahiye.

SCENARIOS

## 4. Estimate -> answers.yaml, estimate
Tumhari repaired.csv apne default split ke saath, ${estimate.epochs} epochs, method ${estimate.method}, base nano, aur notes ke rates
per 1,000 training tokens: full $0.008, lora $0.002, partial $0.004. Phir ek badi file: ${rows} training rows, har row mein
utne hi tokens jitne tumhari rows ka average, ${estimate.epochs} epochs, ek dollar ke ${estimate.rupeesPerDollar} rupaye. 5% tak chalega.

## 5. Trade-offs -> answers.yaml, trade-offs
repaired.csv par LoRA aur full sach mein train karo: \`vishesh compare repaired.csv --methods lora,full\` (ek minute ke
aas-paas). Dono jobs se table bharo, batao kaun behtar hai jahan difference ka 95% interval kehne de, aur nateeja likho.

Atak gaye? \`vishesh practice hint PART\` hint lene se pehle uski keemat batata hai.`;

/** A scenario as the learner reads it, with what the product calculates for each method. */
export function scenarioText(
  { id, who, budget, compute, hardware, modelName, data, candidates }: Scenario,
  lang: Lang,
): string {
  const free = sayBytes(hardware.freeMemoryBytes);
  const rows = sayCount(data.trainExamples);
  const facts = {
    en: `budget ${budget}, compute ${compute}: ${hardware.cores} cores, ${free} of memory free; ${modelName}, ${rows} training rows`,
    hi: `budget ${budget}, compute ${compute}: ${hardware.cores} cores, ${free} memory free; ${modelName}, ${rows} training rows`,
  }[lang];
  const costs = candidates.map(
    ({ method, memoryBytes, seconds }) => `${method} ${sayBytes(memoryBytes)} / ${saySeconds(seconds)}`,
  );
  return `**${id}.** ${who[lang]}; ${facts}.\n   ${costs.join(', ')}`;
}

/** The file to be filled in; what it asks for stands beside each line. */
export function answersTemplate({ seed, scenarios, estimate }: PracticeTask, lang: Lang): string {
  const say = (text: Localized): string => text[lang];
  const finding = '  - finding:\n    lines: []\n    why: >\n\n    fix: >\n\n';
  const choices = scenarios.map(
    ({ id, who, budget, compute }) =>
      `  ${id}: # ${say(who)}; budget ${budget}, compute ${compute}\n    method:\n    why: >\n\n`,
  );
  const numbers = ESTIMATE_FIELDS.map((field) => `  ${field}: # ${say(ASKS[field])}\n`);
  const run = (method: Duelist): string =>
    `  ${method}:\n    job: # ${say(JOB)}\n${RUN_FIELDS.map((field) => `    ${field}: # ${say(RUN_ASKS[field])}\n`).join('')}`;
  return [
    `# ${say(HEAD)}\nseed: ${seed}\n`,
    `# 2. ${say(SECTIONS.validate)}\nvalidate:\n${finding.repeat(3)}`,
    `# 3. ${say(SECTIONS.choose)}\nchoose:\n${choices.join('')}`,
    `# 4. ${say(SECTIONS.estimate)} (${estimate.epochs} epochs, ${estimate.method})\nestimate:\n${numbers.join('')}`,
    `# 5. ${say(SECTIONS.tradeOffs)}\ntrade-offs:\n${run('lora')}${run('full')}  accuracy_better: # lora | full | tie\n  loss_better: # lora | full | tie\n  conclusion: >\n\n`,
  ].join('\n');
}

const HEAD: Localized = {
  en: 'Your answers. Save, and `vishesh practice check` reads them. Texts go on the empty line below `>`, indented.',
  hi: 'Tumhare jawab. Save karo, `vishesh practice check` padh lega. Text `>` ke neeche khaali line par, indent karke.',
};
const SECTIONS = {
  validate: { en: 'three findings of messy.csv', hi: 'messy.csv ki teen findings' },
  choose: { en: 'full, lora or partial', hi: 'full, lora ya partial' },
  estimate: { en: 'within 5%', hi: '5% tak' },
  tradeOffs: { en: 'from your two jobs', hi: 'apni do jobs se' },
} satisfies Record<string, Localized>;

const ASKS: Record<EstimateField, Localized> = {
  epoch_tokens: { en: 'training tokens of one epoch', hi: 'ek epoch ke training tokens' },
  train_tokens: { en: 'training tokens of all epochs', hi: 'saare epochs ke training tokens' },
  cost_usd: { en: 'dollars for them', hi: 'unke dollar' },
  scaled_full_usd: { en: 'the large file with full, dollars', hi: 'badi file full se, dollar' },
  scaled_lora_inr: { en: 'the large file with LoRA, rupees', hi: 'badi file LoRA se, rupaye' },
};

const JOB: Localized = { en: "the job's id, as `vishesh jobs list` has it", hi: 'job ki id, `vishesh jobs list` se' };
const RUN_ASKS: Record<(typeof RUN_FIELDS)[number], Localized> = {
  accuracy: { en: 'on the held-out rows', hi: 'held-out rows par' },
  loss: { en: 'on the held-out rows', hi: 'held-out rows par' },
  general_change: {
    en: 'change of the loss on general text: what it forgot',
    hi: 'general text par loss ka badlaav: kitna bhoola',
  },
  seconds: { en: 'of the training', hi: 'training ke' },
  memory_mb: { en: 'at its peak', hi: 'sabse zyada' },
  trained_parameters: { en: 'how many learned', hi: 'kitne seekhe' },
  disk_mb: { en: 'of the result', hi: 'result ki file' },
};
