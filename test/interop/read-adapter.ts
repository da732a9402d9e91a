/**
 * An adapter saved by PEFT, opened by us:
 *
 *   node --import tsx test/interop/read-adapter.ts MODEL FOLDER      prints the check as a JSON line
 */
import { join } from 'node:path';
import { homeFolder } from '../../src/base/home.js';
import { readPeftAdapter } from '../../src/engine/formats/peft.js';
import { logitDifference } from '../../src/engine/llama/logits.js';
import { mergeAdapter } from '../../src/engine/llama/lora.js';
import { openModel } from '../../src/models/open.js';
import { readTensors } from './exchange.js';
import { logitRows, logitsOf } from './logits.js';
import type { Check } from './report.js';

const LIMIT = 1e-3;

const [idOrPath = '', folder = ''] = process.argv.slice(2);
const { config, weights, tokenizer } = await openModel(idOrPath, { home: homeFolder() });
const { spec, adapter } = await readPeftAdapter(join(folder, 'peft-made'), config);
const ours = await logitsOf(config, mergeAdapter(config, weights, spec, adapter), logitRows(tokenizer));
const theirs = await readTensors(join(folder, 'peft-made', 'logits.safetensors'));
const { max, positions } = logitDifference(
  ours.map(([, { data }]) => data),
  ours.map(([name]) => theirs.get(name) ?? new Float32Array()),
  config.vocab_size,
);
const check: Check = {
  check: "PEFT's adapter opened by us, logits",
  passed: max <= LIMIT,
  note: `rank ${spec.rank}, rank-stabilised, ${spec.targetModules.join(' ')}, ${positions} positions`,
  measures: [{ name: 'max abs', value: max, limit: LIMIT }],
};
console.log(JSON.stringify(check));
