/** The notes' `FineTuningWorkflow`: one call from data to a deployed model, each part also a method of its own. */
import { homeFolder } from '../base/home.js';
import type { Task } from '../data/types.js';
import { NOTES_DEFAULTS } from '../plan/hyperparameters.js';
import type { Method } from '../plan/types.js';
import type { HyperparameterEdits } from '../plan/validate-hyperparameters.js';
import { FineTuningDataPrep } from './data-prep.js';
import { requireKnownTaskIfAny } from './known-task.js';
import { FineTuningPipeline } from './pipeline.js';
import { collectResults } from './results.js';
import { writeRows } from './row-file.js';
import { type RunOutcome, type RunSteps, runSteps } from './run-steps.js';
import type {
  ApiMethod,
  DataValidation,
  DeploymentResult,
  EvaluationResult,
  FineTuningConfig,
  PreparedRow,
  RawRow,
  TrainingResult,
  WorkflowConfig,
  WorkflowResults,
} from './types.js';

const STEP_NAMES = [
  '1. Prepare training data',
  '2. Validate data quality',
  '3. Choose fine-tuning method',
  '4. Configure hyperparameters',
  '5. Start fine-tuning job',
  '6. Monitor training progress',
  '7. Evaluate model performance',
  '8. Deploy fine-tuned model',
] as const;

/** LoRA's usual rate beside full's, for a configuration made without a model (see plan/hyperparameters.ts for the real choice). */
const LORA_RATE_FACTOR = 10;

export class FineTuningWorkflow {
  steps: string[] = [];
  readonly #run: RunSteps;
  readonly #prep = new FineTuningDataPrep();
  readonly #runs = new WeakMap<WorkflowConfig, Promise<RunOutcome>>();

  /** `run` carries the eight steps out; the default is the product's own driver. */
  constructor(options: { run?: RunSteps } = {}) {
    this.#run = options.run ?? runSteps;
  }

  /**
   * All eight steps, for real: minutes, not milliseconds. Rejects with a `Problem` when there is no such task type, the data has
   * errors, the run does not fit, or the job fails; nothing is reported as done that was not.
   */
  async executeWorkflow(config: WorkflowConfig): Promise<WorkflowResults> {
    this.steps = [...STEP_NAMES];
    return collectResults(await this.#carryOut(config, config.deploy ?? true));
  }

  /** Step 1. The task type decides the template. */
  prepareData(data: readonly RawRow[], taskType: Task = 'generation'): PreparedRow[] {
    return this.#prep.prepareForFineTuning(data, taskType);
  }

  /** Step 2, on prepared rows. */
  validateData(data: readonly PreparedRow[]): DataValidation {
    return this.#prep.validateData(data);
  }

  /** Step 3 by the notes' rule alone. `executeWorkflow` refines it by this machine and this data, and gives its reasons. */
  chooseMethod(config: Pick<WorkflowConfig, 'budget' | 'compute' | 'taskType' | 'method'>): FineTuningConfig {
    const pipeline = new FineTuningPipeline(null, config.taskType ?? 'generation');
    return pipeline.getFineTuningConfig(methodByRule(config));
  }

  /** Step 4 without a model: what the config says, else the notes' numbers (ten times the rate for LoRA). An explicit 0 stays a 0. */
  configureHyperparameters(config: WorkflowConfig): Record<keyof typeof NOTES_DEFAULTS, number> {
    const lora = methodByRule(config) === 'lora';
    return {
      learningRate: config.learningRate ?? NOTES_DEFAULTS.learningRate * (lora ? LORA_RATE_FACTOR : 1),
      batchSize: config.batchSize ?? NOTES_DEFAULTS.batchSize,
      epochs: config.epochs ?? NOTES_DEFAULTS.epochs,
      maxLength: config.maxLength ?? NOTES_DEFAULTS.maxLength,
    };
  }

  /** Steps 1 to 6. The job evaluates itself at its end, so `evaluateModel` and `deployModel` with the same config train nothing again. */
  async startTraining(config: WorkflowConfig): Promise<TrainingResult> {
    return collectResults(await this.#trained(config)).training;
  }

  /** Step 7, after training if that has not been done for this config. */
  async evaluateModel(config: WorkflowConfig): Promise<EvaluationResult> {
    return collectResults(await this.#trained(config)).evaluation;
  }

  /** Step 8, after training if that has not been done for this config. */
  async deployModel(config: WorkflowConfig): Promise<DeploymentResult | null> {
    const trained = await this.#trained(config);
    const { deployed } = await this.#carryOut(config, true, trained.progress?.jobId);
    return collectResults({ ...trained, deployed }).deployment;
  }

  /** One run for each config object. A run that failed may be tried again. */
  #trained(config: WorkflowConfig): Promise<RunOutcome> {
    const known = this.#runs.get(config);
    if (known) return known;
    const run = this.#carryOut(config, false);
    this.#runs.set(config, run);
    run.catch(() => this.#runs.delete(config));
    return run;
  }

  async #carryOut(config: WorkflowConfig, deploy: boolean, jobId?: string): Promise<RunOutcome> {
    requireKnownTaskIfAny(config.taskType);
    const home = config.home ?? homeFolder();
    const { onProgress } = config;
    return this.#run({
      file: config.file ?? (await writeRows(config.data ?? [], home)),
      home,
      budget: config.budget ?? 'medium',
      compute: config.compute ?? 'standard',
      edits: editsOf(config),
      deploy,
      ...(jobId === undefined ? {} : { jobId }),
      ...(config.taskType === undefined ? {} : { task: config.taskType }),
      ...(config.baseModel === undefined ? {} : { base: config.baseModel }),
      ...(config.adapter === undefined ? {} : { adapter: config.adapter }),
      ...(config.method === undefined ? {} : { method: productMethod(config.method) }),
      ...(config.seed === undefined ? {} : { seed: config.seed }),
      ...(config.modelId === undefined ? {} : { modelId: config.modelId }),
      ...(onProgress ? { onChange: (state) => onProgress(state.step, state.note) } : {}),
    });
  }
}

function methodByRule(config: Pick<WorkflowConfig, 'budget' | 'compute' | 'method'>): ApiMethod {
  if (config.method !== undefined) return config.method;
  return config.budget === 'low' || config.compute === 'limited' ? 'lora' : 'full';
}

function productMethod(method: ApiMethod): Method {
  return method === 'pft' ? 'partial' : method;
}

/** Only what the caller set; the plan chooses the rest. */
function editsOf({ learningRate, batchSize, epochs, maxLength }: WorkflowConfig): HyperparameterEdits {
  const edits: HyperparameterEdits = {};
  if (learningRate !== undefined) edits.learningRate = learningRate;
  if (batchSize !== undefined) edits.batchSize = batchSize;
  if (epochs !== undefined) edits.epochs = epochs;
  if (maxLength !== undefined) edits.maxLength = maxLength;
  return edits;
}
