/** `vishesh plan FILE`: steps 3 and 4, after a quick pass over steps 1 and 2. */
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
  else io.out(`rows: ${rows.train} train, ${rows.validation} validation, ${rows.test} test\n${planText(plan, io)}`);
  return 0;
}

/** The plan as a person reads it. */
export function planText(plan: Plan, io: Pick<CommandIo, 'lang'>): string {
  const { estimate, hyperparameters: h } = plan;
  const costs = Object.entries(estimate.costUsd).map(([name, cost]) => `${name} ${formatUsd(cost)}`);
  const lora = h.lora ? `, LoRA rank ${h.lora.rank}, alpha ${h.lora.alpha}` : '';
  return [
    `method: ${plan.method}`,
    ...plan.reasons.map((reason) => `  - ${reason[io.lang]}`),
    ...plan.alternatives.map(
      (other) =>
        `other: ${other.method} (${formatBytes(other.memoryBytes)}, ${formatSeconds(other.seconds)}, ${formatUsd(other.costUsd)}${other.fits ? '' : ', does not fit'}): ${other.why[io.lang]}`,
    ),
    `settings: learning rate ${h.learningRate}, batch ${h.batchSize} x ${h.gradientAccumulation}, epochs ${h.epochs}, max length ${h.maxLength}, ${h.schedule}${lora}`,
    `estimate (${estimate.measured ? 'measured' : 'calculated'}): ${formatSeconds(estimate.seconds)}, ${formatBytes(estimate.memoryBytes)}, ${estimate.steps} steps, ${formatCount(estimate.trainTokens)} tokens, ${formatCount(estimate.trainableParameters)} of ${formatCount(estimate.totalParameters)} parameters`,
    `cost: ${costs.join(', ')}`,
    ...estimate.recommendations.map((advice) => `note: ${advice[io.lang]}`),
  ].join('\n');
}
