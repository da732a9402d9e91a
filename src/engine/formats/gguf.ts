/** GGUF: reading, to float32 under a checkpoint's names, and writing models and adapters. */
export { ggufLlamaConfig, tokenId } from './gguf-config.js';
export type { GgufValue } from './gguf-cursor.js';
export type { GgufQuant } from './gguf-encode.js';
export type { GgufHeader, GgufTensor } from './gguf-header.js';
export { ggufAdapter, ggufAlpha, readGgufAdapter } from './gguf-lora.js';
export { type GgufModel, ggufModel, ropeHeads } from './gguf-model.js';
export { ggufName, permuteHeadRows, unpermuteHeadRows } from './gguf-names.js';
export { decodeTensor, type GgufFile, openGguf } from './gguf-read.js';
export { ggufTokenizerJson } from './gguf-tokenizer.js';
export type { GgufText } from './gguf-vocabulary.js';
export { type GgufEntry, type GgufTensorToWrite, type GgufToWrite, writeGguf } from './gguf-write.js';
