/** Steps 5 to 8 as lines: the training in numbers, the score, the served model and a chat with it. */
import { formatNumber, formatSeconds } from '../../i18n/units.js';
import { streamChat } from '../../workflow/chat-client.js';
import { type Driver, problemView } from '../../workflow/drive.js';
import type { WorkflowState } from '../../workflow/machine.js';
import type { DeployedModel, JobProgress } from '../../workflow/types.js';
import { askDebrief } from './plain-debrief.js';
import type { Answered, PlainStep } from './plain-steps.js';

/** A line for each tenth of the training, and for each stage: enough to follow, little enough to listen to. */
const PARTS = 10;

export async function watchTraining(driver: Driver, plain: PlainStep): Promise<Answered> {
  const { io, words } = plain;
  let told = '';
  const tell = (): void => {
    const { progress } = driver.state;
    if (!progress) return;
    const part = progress.steps > 0 ? Math.floor((PARTS * progress.step) / progress.steps) : 0;
    const mark = `${progress.stage} ${progress.status} ${part}`;
    if (mark !== told) io.say(progressLine(progress, plain));
    told = mark;
  };
  tell();
  const stop = driver.subscribe(tell);
  const state = await driver.until(({ busy }) => busy !== 'follow');
  stop();
  if (state.step !== 'monitor') return 'next';
  const status = state.progress?.status;
  io.say(status ? words.monitor.status[status] : words.problem);
  const answer = await io.ask(words.plain.stopped);
  if (answer === null) return 'end';
  if (answer !== 'r') return 'home';
  driver.dispatch({ type: 'control', action: 'resume' });
  await driver.until(({ busy }) => busy !== 'control');
  return 'next';
}

function progressLine(progress: JobProgress, { words }: PlainStep): string {
  const { monitor } = words;
  const { stage, step, steps, loss, validationLoss, etaSeconds } = progress;
  const parts = [monitor.stages[stage] ?? stage];
  if (stage === 'train') {
    parts.push(`${monitor.step} ${step}/${steps}`);
    if (loss !== null) parts.push(`${monitor.loss} ${formatNumber(loss)}`);
    if (validationLoss !== null) parts.push(`${monitor.validation} ${formatNumber(validationLoss)}`);
    if (etaSeconds !== null) parts.push(`${formatSeconds(etaSeconds)} ${monitor.left}`);
  }
  return parts.join(', ');
}

export async function askScore(driver: Driver, state: WorkflowState, plain: PlainStep): Promise<Answered> {
  const { io, words, lang } = plain;
  const evaluation = state.outcome?.evaluation;
  if (evaluation) {
    io.say(`${words.evaluate.verdict}: ${words.evaluate.words[evaluation.verdict]}. ${evaluation.reason[lang]}`);
    const base = new Map(Object.entries(evaluation.base));
    for (const [name, tuned] of Object.entries(evaluation.tuned)) {
      const before = base.get(name);
      if (!isScore(tuned) || !isScore(before)) continue;
      io.say(
        `${words.evaluate.metrics[name] ?? name}: ${words.evaluate.base} ${formatNumber(before.value)}, ${words.evaluate.tuned} ${formatNumber(tuned.value)}, ${words.evaluate.interval} ${formatNumber(tuned.low)} ${words.plain.to} ${formatNumber(tuned.high)}.`,
      );
    }
  }
  const answer = await io.ask(words.plain.score);
  if (answer === null) return 'end';
  if (answer === 'h') return 'home';
  const jobId = state.progress?.jobId;
  if (answer === 'a' && jobId !== undefined) return (await askDebrief(jobId, plain)) ? 'next' : 'end';
  driver.dispatch({ type: 'accept-evaluation' });
  return 'next';
}

const isScore = (value: unknown): value is { value: number; low: number; high: number } =>
  typeof value === 'object' && value !== null && 'value' in value && 'low' in value && 'high' in value;

export async function askDeployed(
  driver: Driver,
  { deployed, problem }: WorkflowState,
  plain: PlainStep,
): Promise<Answered> {
  const { io, words } = plain;
  if (!deployed) {
    const answer = problem ? await io.ask(words.plain.again) : '';
    if (answer === null) return 'end';
    if (answer !== 'r') return 'home';
    driver.dispatch({ type: 'retry' });
    return 'next';
  }
  io.say(
    `${deployed.endpoint ? words.deploy.serving : words.deploy.registered} ${deployed.endpoint ?? '`vishesh serve`'}`,
  );
  io.say(`${words.deploy.model}: ${deployed.modelId}`);
  io.say(`${words.deploy.curl}:\n${deployed.curl}`);
  return (await talk(deployed, plain)) ? 'home' : 'end';
}

/** False when the input has ended. */
async function talk({ endpoint, modelId }: DeployedModel, { io, words, lang }: PlainStep): Promise<boolean> {
  if (endpoint === null) return true;
  for (;;) {
    const message = await io.ask(words.plain.message);
    if (message === null) return false;
    if (message === '') return true;
    try {
      io.write(`${modelId}: `);
      for await (const piece of streamChat(endpoint, modelId, message)) io.write(piece);
      io.write('\n');
    } catch (error) {
      const { message: text, next } = problemView(error);
      io.say(`${text[lang]} ${next[lang]}`);
    }
  }
}
