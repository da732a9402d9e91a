import { expect, test } from 'vitest';
import { promptAt } from '../../../src/pretrain/teacher/prompts.js';
import { KINDS } from '../../../src/pretrain/teacher/templates.js';

const many = Array.from({ length: 4000 }, (_, n) => promptAt(1, n));

test('a prompt depends on its seed and number only', () => {
  expect(promptAt(1, 77)).toEqual(many[77]);
  expect(many.filter(({ n, user }) => promptAt(2, n).user === user).length).toBeLessThan(many.length / 20);
});

test('every kind comes up about as often as its weight says, and every slot is filled', () => {
  const total = KINDS.reduce((sum, { weight }) => sum + weight, 0);
  for (const { name, weight } of KINDS) {
    const share = many.filter(({ kind }) => kind === name).length / many.length;
    expect(Math.abs(share - weight / total), name).toBeLessThan(0.03);
  }
  expect(many.filter(({ user }) => /[{}]|undefined/.test(user) || !/^[A-Z]/.test(user))).toEqual([]);
});

test('most prompts are different, and all are short and ASCII', () => {
  expect(new Set(many.map(({ user }) => user)).size).toBeGreaterThan(many.length * 0.7);
  expect(many.filter(({ user }) => user.length > 220 || /[^\x20-\x7e]/.test(user))).toEqual([]);
});
