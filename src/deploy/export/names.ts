/** The words of `export`, in a file that loads nothing: the command line shows them in its help. */
import type { GgufQuant } from '../../engine/formats/gguf.js';

export const EXPORT_FORMATS = ['peft', 'hf', 'gguf', 'gguf-lora', 'ollama'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Types of the numbers in a GGUF file. */
export const EXPORT_QUANTS = ['f32', 'f16', 'q8_0', 'q4_0'] as const satisfies readonly GgufQuant[];
