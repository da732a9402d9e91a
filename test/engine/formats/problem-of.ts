import { Problem } from '../../../src/base/error.js';

/** The `Problem` that `work` fails with; anything else is a failure of the test. */
export async function problemOf(work: () => unknown): Promise<Problem> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('it was accepted');
}
