/** What the system refused, in the reader's language: asked of real refusals of the file system. */
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemReason } from '../../src/base/system-reason.js';

const refusalOf = (attempt: Promise<unknown>): Promise<unknown> => attempt.catch((error: unknown) => error);

describe('systemReason', () => {
  it('puts what the file system says into words of both languages', async () => {
    const missing = systemReason(await refusalOf(readFile(join(tmpdir(), 'no-folder-here', 'file'))));
    expect(missing).toEqual({ en: 'there is no such file or folder', hi: 'aisi koi file ya folder nahi hai' });
    const folder = systemReason(await refusalOf(writeFile(tmpdir(), '')));
    expect(folder).toEqual({ en: 'it is a folder', hi: 'yeh ek folder hai' });
  });

  it('keeps the own words of any other error', () => {
    expect(systemReason(new SyntaxError('bad token'))).toEqual({ en: 'bad token', hi: 'bad token' });
    expect(systemReason('odd')).toEqual({ en: 'odd', hi: 'odd' });
  });
});
