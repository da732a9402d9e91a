import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import { Drawn } from '../../src/ui/components/drawn.js';
import { createDrawnLines, DrawnLinesContext, standIns } from '../../src/ui/drawn-lines.js';

describe('lines drawn in one piece', () => {
  it('come where their stand-ins are placed, with their colours', () => {
    const drawn = createDrawnLines();
    const drawing = drawn.begin();
    drawn.draw(drawing, ['one', '\u001b[36mtwo\u001b[39m']);
    const [first, second] = standIns(drawing, 2);
    expect(drawn.filled(`│ ${first}`)).toBe('│ one');
    expect(drawn.filled(second ?? '')).toBe('\u001b[36mtwo\u001b[39m');
  });

  it('belong to one drawing each, and are the newest', () => {
    const drawn = createDrawnLines();
    const [a, b] = [drawn.begin(), drawn.begin()];
    drawn.draw(a, ['old']);
    drawn.draw(a, ['new']);
    drawn.draw(b, ['other']);
    expect(drawn.filled([...standIns(a, 1), ...standIns(b, 1)].join(' '))).toBe('new other');
    drawn.end(a);
    expect(drawn.filled([...standIns(a, 1), ...standIns(b, 1)].join(' '))).toBe(' other');
    expect(drawn.begin()).toBe(a);
  });

  it('cost Ink one character each, however long they are', () => {
    const drawn = createDrawnLines();
    const lines = ['⣿'.repeat(70), '⠉'.repeat(70)];
    const placed = renderToString(
      <DrawnLinesContext.Provider value={drawn}>
        <Drawn lines={lines} />
      </DrawnLinesContext.Provider>,
      { columns: 80 },
    ).split('\n');
    expect(placed.map((line) => [...line].length)).toEqual([1, 1]);
    expect(renderToString(<Drawn lines={lines} />, { columns: 80 }).split('\n')).toEqual(lines);
  });

  it('leave every other text as it is', () => {
    const text = 'नमस्ते 🙂 \ue0b0 naïve';
    expect(createDrawnLines().filled(text)).toBe(text);
  });
});
