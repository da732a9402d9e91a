import type { ExportFormat, ExportFormatWriter } from '../types.js';
import { ggufFormat } from './gguf.js';
import { ggufLoraFormat } from './gguf-lora.js';
import { hfFormat } from './hf.js';
import { ollamaFormat } from './ollama.js';
import { peftFormat } from './peft.js';

export const FORMAT_WRITERS: { readonly [format in ExportFormat]: ExportFormatWriter } = {
  peft: peftFormat,
  hf: hfFormat,
  gguf: ggufFormat,
  'gguf-lora': ggufLoraFormat,
  ollama: ollamaFormat,
};
