/** GGUF: reading, to float32 under a checkpoint's names. */
export { ggufLlamaConfig, tokenId } from './gguf-config.js';
export type { GgufValue } from './gguf-cursor.js';
export type { GgufHeader, GgufTensor } from './gguf-header.js';
export { ggufName, permuteHeadRows, unpermuteHeadRows } from './gguf-names.js';
export { type GgufFile, openGguf } from './gguf-read.js';
export { ggufTokenizerJson } from './gguf-tokenizer.js';
