/** safetensors: strict reading, streamed writing. */
export { MAX_HEADER_BYTES, type SafetensorsEntry, type SafetensorsHeader } from './safetensors-header.js';
export { checkType, openSafetensors, readSafetensors, type SafetensorsFile } from './safetensors-read.js';
export { type SafetensorsOptions, type TensorToWrite, writeSafetensors } from './safetensors-write.js';
