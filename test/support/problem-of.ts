import { Problem } from '../../src/base/error.js';

/** The `Problem` that `work` throws, rejects or is rejected with; anything else is a failure of the test. */
export async function problemOf(work: Promise<unknown> | (() => unknown)): Promise<Problem> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('expected a problem');
}
