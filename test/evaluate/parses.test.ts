import { describe, expect, it } from 'vitest';
import { codeLanguage, countParsing, parsesAs, parseVerdicts } from '../../src/evaluate/parses.js';

describe('which code can be judged', () => {
  it.each([
    ['const a = 1;', 'javascript'],
    ['export default function f() {}', 'javascript'],
    ['with (a) { b }', 'javascript'],
    ['return await fetch(url);', 'javascript'],
    ['const a = <b>hi</b>;', 'typescript'],
    ['interface A { b: string }\nconst x: A = { b: "c" };', 'typescript'],
    ['{"a": [1, 2]}', 'json'],
    ['def f(x):\n    return x', null],
    ['SELECT * FROM users;', null],
    ['hello', null],
    ['', null],
  ])('%j is %s', (code, language) => {
    expect(codeLanguage(code)).toBe(language);
  });
});

describe('whether an answer parses', () => {
  it.each([
    ['const a = [1, 2', false],
    ['const a = [1, 2];', true],
    ['```js\nconst a = 1;\n```', true],
    ['Here is the code:\n```js\nconst a = 1;\n```', false],
    ['', false],
    ['   \n', false],
    ['Hello', false],
    ['let a: number = 1;', true],
  ])('%j as JavaScript: %s', (answer, expected) => {
    expect(parsesAs(answer, 'javascript')).toBe(expected);
  });

  it('holds JSON to JSON', () => {
    expect(parsesAs('{"a": 1}', 'json')).toBe(true);
    expect(parsesAs('{a: 1}', 'json')).toBe(false);
  });

  it('leaves out rows whose language it cannot judge, and says how many', () => {
    const expected = ['const a = 1;', 'def f(): pass', 'const b = 2;'];
    const answers = ['const a = 2;', 'anything', 'const b = '];
    expect(parseVerdicts(expected, answers)).toEqual([1, null, 0]);
    expect(countParsing(expected, answers)).toEqual({ judged: 2, unjudged: 1, parsing: 1 });
    expect(countParsing([], [])).toEqual({ judged: 0, unjudged: 0, parsing: 0 });
  });
});
