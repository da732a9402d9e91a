/** How many parameters a Llama model has, and how many of them each method trains. Counts only; no weights are touched. */
import type { LoraSettings, Method, ModelSize } from './types.js';

/** The linear layers of one block, in the order the block uses them. All of them is "all-linear". */
export const LINEAR_MODULES = ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'] as const;
export type LinearModule = (typeof LINEAR_MODULES)[number];

/** What of the hyperparameters decides the number of trained parameters. */
export interface TrainedPart {
  lora: Pick<LoraSettings, 'rank' | 'targetModules'> | null;
  partial: { lastBlocks: number } | null;
}

/** Input and output width of one linear layer (its weight is [out, in]). */
export function linearShape(model: ModelSize, module: LinearModule): { in: number; out: number } {
  const queries = model.heads * model.headDim;
  const keys = model.keyValueHeads * model.headDim;
  switch (module) {
    case 'q_proj':
      return { in: model.hiddenSize, out: queries };
    case 'k_proj':
    case 'v_proj':
      return { in: model.hiddenSize, out: keys };
    case 'o_proj':
      return { in: queries, out: model.hiddenSize };
    case 'gate_proj':
    case 'up_proj':
      return { in: model.hiddenSize, out: model.intermediateSize };
    case 'down_proj':
      return { in: model.intermediateSize, out: model.hiddenSize };
  }
}

/** Parameters of one block: its seven linear layers and its two norms. */
export function blockParameters(model: ModelSize): number {
  let count = 2 * model.hiddenSize;
  for (const module of LINEAR_MODULES) {
    const shape = linearShape(model, module);
    count += shape.in * shape.out;
  }
  return count;
}

/** Parameters of the output layer: vocabulary times width, whether or not the matrix is shared with the embedding. */
export function headParameters(model: ModelSize): number {
  return model.vocabSize * model.hiddenSize;
}

/** Parameters of everything but the embedding and the output layer. */
export function bodyParameters(model: ModelSize): number {
  return model.layers * blockParameters(model) + model.hiddenSize;
}

/** All parameters of the base; a tied output layer counts once. SmolLM2-135M: 134,515,008. */
export function totalParameters(model: ModelSize): number {
  return bodyParameters(model) + headParameters(model) * (model.tiedEmbeddings ? 1 : 2);
}

/**
 * Parameters that learn. Full: all. Partial: the last blocks and the final norm. LoRA: `rank * (in + out)` per target layer per block
 * (Hu et al., 2021). SmolLM2-135M with rank 8 on all linear layers: 2,442,240.
 */
export function trainableParameters(model: ModelSize, method: Method, part: TrainedPart): number {
  switch (method) {
    case 'full':
      return totalParameters(model);
    case 'partial':
      return Math.min(part.partial?.lastBlocks ?? 0, model.layers) * blockParameters(model) + model.hiddenSize;
    case 'lora': {
      const { rank, targetModules } = part.lora ?? { rank: 0, targetModules: [] };
      let perBlock = 0;
      for (const module of LINEAR_MODULES) {
        if (!targetModules.includes(module)) continue;
        const shape = linearShape(model, module);
        perBlock += rank * (shape.in + shape.out);
      }
      return model.layers * perBlock;
    }
  }
}

/** All parameters while training: the base, and LoRA's own beside it (as the engine and PEFT count them). */
export function parametersInTraining(model: ModelSize, method: Method, part: TrainedPart): number {
  const adapter = method === 'lora' ? trainableParameters(model, method, part) : 0;
  return totalParameters(model) + adapter;
}
