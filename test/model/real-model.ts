/** The real base model for `npm run test:model`: `VISHESH_TEST_MODEL` (a folder or a .gguf file), else the pulled one in the home folder. */
import { Problem } from '../../src/base/error.js';
import { homeFolder } from '../../src/base/home.js';
import { openModel } from '../../src/models/open.js';
import type { OpenModel } from '../../src/models/types.js';

const NAME = 'smollm2-135m-instruct';

/** Null when there is none; then the reason is printed, so that nobody takes a skipped test for a passed one. */
export async function realModel(): Promise<OpenModel | null> {
  const idOrPath = process.env.VISHESH_TEST_MODEL ?? NAME;
  try {
    return await openModel(idOrPath, { home: homeFolder() });
  } catch (error) {
    if (!(error instanceof Problem) || process.env.VISHESH_TEST_MODEL !== undefined) throw error;
    console.warn(
      `\nSKIPPED: the tests of the real model did not run. ${error.message} (set VISHESH_TEST_MODEL, or pull ${NAME})\n`,
    );
    return null;
  }
}

export const GREEDY_PROMPTS: readonly { prompt: string; says: RegExp }[] = [
  { prompt: 'What is the capital of France?', says: /Paris/ },
  { prompt: 'What is the capital of Japan?', says: /Tokyo/ },
  { prompt: 'What is the opposite of hot?', says: /cold/i },
  { prompt: 'What is the first month of the year?', says: /January/ },
  { prompt: 'What is the chemical formula of water?', says: /H2O|H₂O/ },
  { prompt: 'What is the boiling point of water in Celsius?', says: /100/ },
  { prompt: 'What is 2 + 2?', says: /4|four/ },
  { prompt: 'How many days are in a week?', says: /7|seven/i },
  { prompt: 'Write one sentence about the sea.', says: /sea|ocean/i },
  { prompt: 'Write a Python function that adds two numbers.', says: /def \w+\(/ },
];

export const GREEDY_OPTIONS = { maxTokens: 16, temperature: 0, topP: 1, stop: [], seed: 0 };
