/** adapter_config.json of a PEFT LoRA adapter, to and from the engine's choice of parameters. Pure. Field names are PEFT's. */
import { z } from 'zod';
import { Problem } from '../../base/error.js';
import type { LoraSpec } from '../llama/lora.js';
import { malformed } from './malformed.js';

/** What is written: only keys that every PEFT since 0.8 knows, so that none of them warns. */
export function peftConfig(spec: LoraSpec, targetModules: readonly string[], baseNameOrPath: string): object {
  return {
    alpha_pattern: {},
    auto_mapping: null,
    base_model_name_or_path: baseNameOrPath,
    bias: 'none',
    fan_in_fan_out: false,
    inference_mode: true,
    init_lora_weights: true,
    layers_pattern: null,
    layers_to_transform: null,
    lora_alpha: spec.alpha,
    lora_dropout: spec.dropout,
    modules_to_save: null,
    peft_type: 'LORA',
    r: spec.rank,
    rank_pattern: {},
    revision: null,
    target_modules: targetModules,
    task_type: 'CAUSAL_LM',
    use_dora: false,
    use_rslora: spec.rsLora,
  };
}

/** Numbers by module name. An empty list or false says as little as an empty object. */
const patternSchema = z
  .union([z.record(z.string(), z.number()), z.array(z.unknown()).max(0), z.literal(false)])
  .nullish();

/** PEFT's defaults for what a file leaves out. */
const fileSchema = z.looseObject({
  peft_type: z.string(),
  base_model_name_or_path: z.string().nullish(),
  r: z.int().positive().default(8),
  lora_alpha: z.number().positive().default(8),
  lora_dropout: z.number().min(0).max(1).default(0),
  use_rslora: z.boolean().nullish(),
  target_modules: z.union([z.array(z.string()), z.string()]).nullish(),
  rank_pattern: patternSchema,
  alpha_pattern: patternSchema,
});

/** Features that change the computation, and the values under which they do nothing. `true`, `gaussian`, `eva`: only where training begins. */
const NO_EFFECT: Record<string, (value: unknown) => boolean> = {
  bias: (value) => value === 'none',
  fan_in_fan_out: isOff,
  use_dora: isOff,
  lora_bias: isOff,
  use_qalora: isOff,
  modules_to_save: isOff,
  rank_pattern: isOff,
  alpha_pattern: isOff,
  layers_to_transform: isOff,
  layer_replication: isOff,
  trainable_token_indices: isOff,
  target_parameters: isOff,
  exclude_modules: isOff,
  alora_invocation_tokens: isOff,
  arrow_config: isOff,
  init_lora_weights: (value) => typeof value === 'boolean' || value === 'gaussian' || value === 'eva',
};

export interface PeftConfig {
  spec: LoraSpec;
  baseNameOrPath: string | null;
}

/** `value`: the parsed file; `where`: its path. Throws a `Problem`: `malformed-peft`, or `unsupported-adapter` naming the feature. */
export function parsePeftConfig(value: unknown, where: string): PeftConfig {
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw malformed('peft', where, `${issue?.path.join('.')}: ${issue?.message}`);
  }
  const file = parsed.data;
  if (file.peft_type !== 'LORA') throw unsupportedAdapter(`peft_type ${file.peft_type}`, where);
  for (const [key, hasNoEffect] of Object.entries(NO_EFFECT)) {
    if (file[key] !== undefined && !hasNoEffect(file[key]))
      throw unsupportedAdapter(`${key} = ${shown(file[key])}`, where);
  }
  const targets = file.target_modules ?? ['q_proj', 'v_proj'];
  if (typeof targets === 'string' && targets !== 'all-linear')
    throw unsupportedAdapter(`target_modules as the pattern ${JSON.stringify(targets.slice(0, 100))}`, where);
  const spec: LoraSpec = {
    method: 'lora',
    rank: file.r,
    alpha: file.lora_alpha,
    rsLora: file.use_rslora ?? false,
    dropout: file.lora_dropout,
    targetModules: typeof targets === 'string' ? ALL_LINEAR : [...new Set(targets.map(shortName))],
  };
  return { spec, baseNameOrPath: file.base_model_name_or_path ?? null };
}

/** What PEFT's `all-linear` means for a Llama model: every linear layer but the output layer. */
const ALL_LINEAR = ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'];

/** A Llama model's linear layers under the modules that hold them. */
const PARENT = /^(?:self_attn\.(?=[qkvo]_proj$)|mlp\.(?=(?:gate|up|down)_proj$))/;

/** PEFT matches by the end of a module's name: `self_attn.q_proj` is `q_proj`, but `mlp.q_proj` is nothing, and is left for a refusal. */
function shortName(target: string): string {
  return target.replace(PARENT, '');
}

function isOff(value: unknown): boolean {
  if (value === null || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** A scalar, or a list of scalars, as the file has it. Of anything else the kind: nobody knows how deep it goes. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.every(isScalar) ? JSON.stringify(value.slice(0, 50)).slice(0, 100) : 'a list';
  return isScalar(value) ? JSON.stringify(value).slice(0, 100) : 'an object';
}

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

function unsupportedAdapter(feature: string, where: string): Problem {
  return new Problem({
    code: 'unsupported-adapter',
    message: {
      en: `This adapter uses a feature that is not supported: ${feature}.`,
      hi: `Yeh adapter aisa feature use karta hai jo supported nahi hai: ${feature}.`,
    },
    where,
    next: {
      en: 'Use a plain LoRA adapter, or merge this one into its base with PEFT and open the merged model.',
      hi: 'Simple LoRA adapter lo, ya is adapter ko PEFT se base mein merge karke merged model kholo.',
    },
  });
}
