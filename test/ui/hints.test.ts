import { describe, expect, it } from 'vitest';
import { hintLines, keyName } from '../../src/ui/hints.js';

const binding = (key: string, label: string) => ({ key, label });
const shown = (width: number): string =>
  hintLines(
    [binding('enter', 'continue'), binding('left', 'other method'), binding('c', 'compare'), binding('esc', 'back')],
    [binding('?', 'help'), binding('q', 'quit')],
    { width, most: 1 },
  )
    .flat()
    .map(({ key, label }) => `${key} ${label}`)
    .join('  ');

it('a key has a name that people know', () => {
  expect(['enter', ' ', 'right', 'ctrl+g', 'j'].map(keyName)).toEqual(['Enter', 'Space', '→', 'Ctrl+G', 'j']);
});

describe('the footer', () => {
  it('shows every key where there is room', () => {
    expect(shown(100)).toBe('Enter continue  ←→ other method  c compare  Esc back  ? help  q quit');
  });

  it('leaves out the least important first, and the way back last', () => {
    expect(shown(60)).toBe('Enter continue  ←→ other method  Esc back  ? help  q quit');
    expect(shown(42)).toBe('Enter continue  Esc back  ? help  q quit');
    expect(shown(28)).toBe('Esc back  ? help  q quit');
  });
});
