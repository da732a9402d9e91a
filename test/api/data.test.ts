import { describe, expect, it } from 'vitest';
import type { Task } from '../../src/data/types.js';
import { checkData, readRows, sampleFile } from '../../src/index.js';

const file = sampleFile('support-tickets.csv');

describe('a data file', () => {
  it('is read and checked as the task that it looks like, or as the one that is named', async () => {
    expect((await readRows(file)).task).toBe('classification');
    expect((await readRows(file, 'generation')).task).toBe('generation');
    expect((await checkData(file, 'generation')).task).toBe('generation');
  });

  it.each([
    ['readRows', readRows],
    ['checkData', checkData],
  ])('is not looked at by %s for a task that does not exist', async (_name, look) => {
    await expect(look(file, 'bogus' as Task)).rejects.toMatchObject({
      code: 'unknown-task',
      message: 'There is no task type "bogus".',
    });
  });
});
