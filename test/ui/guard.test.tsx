/** Bugs in screens and keys: told, and never the end of the app. */
import { describe, expect, it, vi } from 'vitest';
import { fakeRunPorts } from './fake-run-ports.js';
import { KEY, openApp } from './open-app.js';

describe('a bug', () => {
  it('in a screen is told in its place, and home is one key away', async () => {
    // React reports what a boundary caught on stderr, too.
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    const list = (): never => {
      throw new Error('the list is broken');
    };
    const { shows, press, quit } = openApp({
      first: { name: 'jobs' },
      ports: { jobs: { ...fakeRunPorts().jobs, list } },
    });
    await shows('the list is broken');
    await press(KEY.enter);
    await shows('Fine-tune on a file');
    expect(quit).not.toHaveBeenCalled();
    quiet.mockRestore();
  });

  it('in a key is told, and the next key works', async () => {
    const copy = (): never => {
      throw new Error('the clipboard is broken');
    };
    const { shows, press, driver } = openApp({ first: { name: 'tune' }, ports: { copy } });
    driver().dispatch({ type: 'attach', jobId: '20261122-1530-ab12' });
    await shows('Accuracy rose');
    await press(KEY.enter);
    await shows('y copy');
    await press('y');
    await shows('the clipboard is broken');
    await press(KEY.enter);
    await shows('Fine-tune on a file');
  });
});
