/** config.json of a model folder as the engine's configuration: defaults filled in, what is not computed refused. Pure. */
import { z } from 'zod';
import { headFault, type LlamaConfig, llamaConfigSchema } from '../engine/llama/config.js';
import { badConfig, unsupportedArchitecture, unsupportedSetting } from './refusals.js';

const ropeSchema = z
  .looseObject({ rope_type: z.string().optional(), type: z.string().optional(), rope_theta: z.number().optional() })
  .nullish();

/** The file as it may be written; missing values have the defaults of the reference implementation's `LlamaConfig`. */
const fileSchema = z.looseObject({
  hidden_size: z.number(),
  num_attention_heads: z.number(),
  num_key_value_heads: z.number().nullish(),
  head_dim: z.number().nullish(),
  rms_norm_eps: z.number().default(1e-6),
  rope_theta: z.number().nullish(),
  rope_parameters: ropeSchema,
  rope_scaling: ropeSchema,
  hidden_act: z.string().default('silu'),
  attention_bias: z.boolean().default(false),
  mlp_bias: z.boolean().default(false),
  tie_word_embeddings: z.boolean().default(false),
  max_position_embeddings: z.number().default(2048),
  quantization_config: z.unknown().optional(),
});

const architectureSchema = z.looseObject({
  architectures: z.array(z.string()).nullish(),
  model_type: z.string().nullish(),
});

/** `value`: the parsed config.json; `where`: its path. Throws a `Problem`. */
export function parseFolderConfig(value: unknown, where: string): LlamaConfig {
  checkArchitecture(value, where);
  const file = fileSchema.safeParse(value);
  if (!file.success) throw badConfig(firstIssue(file.error), where);
  const settings = file.data;
  refuseUnsupported(settings, where);
  const config = llamaConfigSchema.safeParse({
    ...settings,
    architectures: ['LlamaForCausalLM'],
    num_key_value_heads: settings.num_key_value_heads ?? settings.num_attention_heads,
    head_dim: settings.head_dim ?? settings.hidden_size / settings.num_attention_heads,
    rope_theta: settings.rope_theta ?? settings.rope_parameters?.rope_theta ?? 10_000,
  });
  if (!config.success) throw badConfig(firstIssue(config.error), where);
  const fault = headFault(config.data);
  if (fault !== null) throw badConfig(fault, where);
  return config.data;
}

function checkArchitecture(value: unknown, where: string): void {
  const parsed = architectureSchema.safeParse(value);
  if (!parsed.success) throw badConfig(firstIssue(parsed.error), where);
  const { architectures, model_type } = parsed.data;
  // Either name may be left out; other tools go by the second one, so the two must not disagree.
  const architecture = architectures?.[0];
  if ((architecture ?? model_type) == null) throw unsupportedArchitecture('not stated', where);
  if (architecture !== undefined && architecture !== 'LlamaForCausalLM')
    throw unsupportedArchitecture(architecture, where);
  if ((model_type ?? 'llama') !== 'llama') throw unsupportedArchitecture(`model_type ${model_type}`, where);
}

function refuseUnsupported(settings: z.output<typeof fileSchema>, where: string): void {
  if (settings.attention_bias) throw unsupportedSetting('attention_bias', where);
  if (settings.mlp_bias) throw unsupportedSetting('mlp_bias', where);
  if (settings.hidden_act !== 'silu') throw unsupportedSetting(`hidden_act ${settings.hidden_act}`, where);
  if (settings.quantization_config !== undefined && settings.quantization_config !== null)
    throw unsupportedSetting('quantized weights (quantization_config)', where);
  for (const rope of [settings.rope_scaling, settings.rope_parameters]) {
    const kind = rope ? (rope.rope_type ?? rope.type ?? 'default') : 'default';
    if (kind !== 'default') throw unsupportedSetting(`RoPE scaling (${kind})`, where);
  }
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.')}: ${issue?.message}`;
}
