import xterm from '@xterm/headless';
import { describe, expect, it } from 'vitest';
import { redraw } from '../../src/ui/frame-writer.js';

/** What a terminal of 20 x 6 shows after the frames were drawn one over the other. */
async function screenAfter(frames: readonly string[][], before = ''): Promise<string[]> {
  const terminal = new xterm.Terminal({ cols: 20, rows: 6, allowProposedApi: true });
  let drawn: string[] | null = null;
  let bytes = before;
  for (const frame of frames) {
    bytes += redraw(drawn, frame);
    drawn = frame;
  }
  await new Promise<void>((done) => terminal.write(bytes, done));
  const lines = Array.from({ length: 6 }, (_, i) => terminal.buffer.active.getLine(i)?.translateToString(true) ?? '');
  return lines;
}

describe('drawing frames', () => {
  it('shows the last of many frames exactly, at the top', async () => {
    const frames = [
      ['head', 'one', 'two', 'foot'],
      ['head', 'one!', 'two', 'foot'],
      ['other', '', 'two', 'long foot'],
    ];
    expect(await screenAfter(frames)).toEqual(['other', '', 'two', 'long foot', '', '']);
  });

  it('leaves nothing behind of a taller frame, nor of what was there before the first', async () => {
    expect(await screenAfter([['a', 'b', 'c', 'd'], ['a']], 'rubbish\r\nrubbish')).toEqual(['a', '', '', '', '', '']);
  });

  it('writes nothing for a frame that is the same', () => {
    expect(redraw(['a', 'b'], ['a', 'b'])).toBe('');
  });

  it('writes only the line that changed', () => {
    expect(redraw(['a', 'b', 'c'], ['a', 'B', 'c'])).not.toMatch(/[ac]/);
  });
});
