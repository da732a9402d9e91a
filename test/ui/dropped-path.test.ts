import { describe, expect, it } from 'vitest';
import { droppedPath } from '../../src/ui/dropped-path.js';

describe('a dropped path', () => {
  it.each([
    ['/data/rows.csv', '/data/rows.csv'],
    ['  /data/rows.csv ', '/data/rows.csv'],
    ["'/data/my rows.csv'", '/data/my rows.csv'],
    ['"/data/my rows.csv"', '/data/my rows.csv'],
    ['/data/my\\ rows\\ \\(1\\).csv', '/data/my rows (1).csv'],
    ["'/data/it'\\''s.csv'", "/data/it's.csv"],
    ['file:///data/my%20rows.csv', '/data/my rows.csv'],
    ["'file:///data/a.csv'", '/data/a.csv'],
    ['file://localhost/data/a.csv', '/data/a.csv'],
    ['C:\\rows\\a.csv', 'C:\\rows\\a.csv'],
    ['/data/100%.csv', '/data/100%.csv'],
    ['file:///data/100%.csv', '/data/100%.csv'],
  ])('%s is %s', (typed, path) => {
    expect(droppedPath(typed)).toBe(path);
  });
});
