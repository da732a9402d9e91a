/** `vishesh plan FILE`: steps 3 and 4, after a quick pass over steps 1 and 2. */
import type { Lang } from '../base/localized.js';
import { type Dictionary, dictionary } from '../i18n/index.js';
import { formatBytes, formatCount, formatSeconds, formatUsd } from '../i18n/units.js';
import type { Plan } from '../plan/types.js';
import type { Driver } from '../workflow/drive.js';
import type { PlanFlags } from './choices.js';
import { interruptible } from './interrupt.js';
import { invalidData } from './invalid-data.js';
import type { CommandIo } from './io.js';
import { planJson } from './json.js';
import { leave, openDriver, settled } from './start-workflow.js';

export function planCommand(flags: PlanFlags & { measure?: boolean }, io: CommandIo): Promise<number> {
  const driver = openDriver(flags, {}, io);
  return interruptible(
    io,
    (own) => planWith(driver, flags, own),
    () => leave(driver),
  );
}

async function planWith(driver: Driver, flags: PlanFlags & { measure?: boolean }, io: CommandIo): Promise<number> {
  driver.dispatch({ type: 'choose-file', file: flags.file, keepCorrections: true });
  const checked = await settled(driver);
  if (!checked.prepared?.report.isValid) return invalidData(checked, io);
  driver.dispatch({ type: 'accept-data' });
  await settled(driver);
  if (flags.measure) {
    driver.dispatch({ type: 'measure' });
    await settled(driver);
  }
  const plan = driver.state.planned?.plan;
  const split = driver.state.prepared?.split;
  driver.close();
  if (!plan || !split) return 3;
  const rows = { train: split.train.length, validation: split.validation.length, test: split.test.length };
  if (io.json) io.out(JSON.stringify({ ...planJson(plan, io.lang), data: rows }));
  else
    io.out(`${dictionary(io.lang).commands.plan.rows(rows.train, rows.validation, rows.test)}\n${planText(plan, io)}`);
  return 0;
}

type Words = Dictionary['commands']['plan'];

/** The plan as a person reads it. */
export function planText(plan: Plan, { lang }: Pick<CommandIo, 'lang'>): string {
  const words = dictionary(lang).commands.plan;
  return [
    `${words.method}: ${plan.method}`,
    ...plan.reasons.map((reason) => `  - ${reason[lang]}`),
    ...plan.alternatives.map((other) => otherText(other, words, lang)),
    settingsText(plan.hyperparameters, words),
    estimateText(plan.estimate, words),
    `${words.cost}: ${costText(plan.estimate.costUsd, words)}`,
    ...plan.estimate.recommendations.map((advice) => `${words.note}: ${advice[lang]}`),
  ].join('\n');
}

function otherText(other: Plan['alternatives'][number], words: Words, lang: Lang): string {
  const needs = [formatBytes(other.memoryBytes), formatSeconds(other.seconds), formatUsd(other.costUsd)];
  if (!other.fits) needs.push(words.tooBig);
  return `${words.other}: ${other.method} (${needs.join(', ')}): ${other.why[lang]}`;
}

function settingsText(h: Plan['hyperparameters'], words: Words): string {
  const lora = h.lora ? `, LoRA rank ${h.lora.rank}, alpha ${h.lora.alpha}` : '';
  return `${words.settings}: learning rate ${h.learningRate}, ${words.batch} ${h.batchSize} x ${h.gradientAccumulation}, epochs ${h.epochs}, ${words.maxLength} ${h.maxLength}, ${h.schedule}${lora}`;
}

function estimateText(estimate: Plan['estimate'], words: Words): string {
  const parts = [
    formatSeconds(estimate.seconds),
    formatBytes(estimate.memoryBytes),
    `${estimate.steps} steps`,
    `${formatCount(estimate.trainTokens)} tokens`,
    words.parameters(formatCount(estimate.trainableParameters), formatCount(estimate.totalParameters)),
  ];
  return `${words.estimate} (${estimate.measured ? words.measured : words.calculated}): ${parts.join(', ')}`;
}

function costText(costs: Plan['estimate']['costUsd'], words: Words): string {
  return Object.entries(costs)
    .map(([name, cost]) => `${name === 'local' ? words.local : name} ${formatUsd(cost)}`)
    .join(', ');
}
