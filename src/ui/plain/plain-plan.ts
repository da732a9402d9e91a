/** Steps 3 and 4 as questions: the method, and its settings. */
import { formatBytes, formatCount, formatSeconds, formatUsd } from '../../i18n/units.js';
import { BUDGETS, COMPUTES, METHODS, type Plan } from '../../plan/types.js';
import type { Driver } from '../../workflow/drive.js';
import { editsBetween } from '../../workflow/edits.js';
import type { WorkflowState } from '../../workflow/machine.js';
import { fieldsOf } from '../screens/hyperparameters/reducer.js';
import { choose } from './plain-io.js';
import type { Answered, PlainStep } from './plain-steps.js';

export async function askMethod(driver: Driver, state: WorkflowState, plain: PlainStep): Promise<Answered> {
  const { io, words } = plain;
  if (!state.answered) {
    io.say(words.method.budget);
    const budget = await choose(
      io,
      words.plain.number,
      BUDGETS.map((value) => words.method[value]),
      0,
    );
    if (budget === null) return 'end';
    io.say(words.method.compute);
    const compute = await choose(
      io,
      words.plain.number,
      COMPUTES.map((value) => words.method[value]),
      0,
    );
    if (compute === null) return 'end';
    driver.dispatch({ type: 'answer', budget: BUDGETS[budget] ?? 'low', compute: COMPUTES[compute] ?? 'limited' });
    return 'next';
  }
  if (!state.planned) return 'home';
  sayAdvice(state.planned.plan, plain);
  const answer = await io.ask(words.plain.method);
  if (answer === null) return 'end';
  if (answer === 'h') return 'home';
  const method = METHODS[Number(answer) - 1];
  if (answer === '') driver.dispatch({ type: 'accept-method' });
  else if (answer === 'b') driver.dispatch({ type: 'back' });
  else if (method) driver.dispatch({ type: 'choose-method', method });
  return 'next';
}

function sayAdvice(plan: Plan, { io, words, lang }: PlainStep): void {
  io.say(`${words.method.advice}: ${words.method.names[plan.method]}`);
  for (const reason of plan.reasons) io.say(reason[lang]);
  METHODS.forEach((method, i) => {
    const chosen = method === plan.method;
    const option = chosen
      ? { ...plan.estimate, costUsd: plan.estimate.costUsd.local ?? 0, fits: true }
      : plan.alternatives.find((other) => other.method === method);
    if (!option) return;
    const figures = `${formatBytes(option.memoryBytes)} ${words.method.memory}, ${formatSeconds(option.seconds)}, ${formatUsd(option.costUsd)}`;
    const verdict = chosen ? words.method.isChosen : option.fits ? words.method.fits : words.method.tooBig;
    io.say(`${i + 1}. ${words.method.names[method]}: ${figures}, ${verdict}.`);
  });
}

export async function askSettings(driver: Driver, state: WorkflowState, plain: PlainStep): Promise<Answered> {
  const { io, words, lang } = plain;
  const { planned } = state;
  if (!planned) return 'home';
  const { plan } = planned;
  const fields = fieldsOf(plan.method, state.prepared?.adapter != null);
  fields.forEach((field, i) => {
    io.say(`${i + 1}. ${field.label[lang]}: ${field.format(plan.hyperparameters)}`);
  });
  sayEstimate(plan, plain);
  const answer = await io.ask(words.plain.settings);
  if (answer === null) return 'end';
  if (answer === 'h') return 'home';
  if (answer === '') driver.dispatch({ type: 'start' });
  if (answer === 'b') driver.dispatch({ type: 'back' });
  if (answer === 'm') driver.dispatch({ type: 'measure' });
  const field = fields[Number(answer) - 1];
  if (field) {
    io.say(field.why[lang]);
    const value = await io.ask(`${field.label[lang]}:`);
    if (value === null) return 'end';
    const edit = value === '' ? null : field.parse(value, plan.hyperparameters);
    if (edit?.ok === false) io.say(edit.problem[lang]);
    if (edit?.ok) driver.dispatch({ type: 'edit', hyperparameters: editsBetween(plan.hyperparameters, edit.value) });
  }
  return 'next';
}

function sayEstimate({ estimate }: Plan, { io, words, lang }: PlainStep): void {
  const { settings, method } = words;
  const how = estimate.measured ? settings.measured : words.plain.calculated;
  io.say(
    `${settings.estimate}: ${formatSeconds(estimate.seconds)}, ${formatBytes(estimate.memoryBytes)} ${method.memory} (${how}).`,
  );
  io.say(
    `${estimate.steps} ${settings.steps}, ${formatCount(estimate.trainTokens)} ${settings.tokens}, ${formatCount(estimate.trainableParameters)} ${settings.of} ${formatCount(estimate.totalParameters)} ${method.trainable}.`,
  );
  for (const advice of estimate.recommendations) io.say(advice[lang]);
}
