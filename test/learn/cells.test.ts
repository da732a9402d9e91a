import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { outputDifference } from '../../src/learn/cells/expected-output.js';
import { type CurvePoint, runCell } from '../../src/learn/cells/run-cell.js';
import { makeWorkspace, type Workspace } from '../../src/learn/cells/workspace.js';
import { problemOf } from '../support/problem-of.js';

describe('a cell runs in a process of its own', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await makeWorkspace();
  });
  afterAll(() => workspace.remove());
  const run = async (code: string, ...rest: Parameters<typeof runCell> extends [string, ...infer R] ? R : never) =>
    runCell(await workspace.write('cell', code), ...rest);

  it('prints what the code prints, live, with the library at hand and types taken away', async () => {
    const seen: string[] = [];
    const code = `import { fineTune } from 'vishesh'; const n: number = 2; console.log(n, typeof fineTune);`;
    const result = await run(code, {}, { onOutput: (text) => seen.push(text) });
    expect(result).toMatchObject({ status: 'done', stdout: '2 function\n', stderr: '' });
    expect(seen.join('')).toBe('2 function\n');
  });

  it('may use earlier cells', async () => {
    await workspace.write('earlier', 'export const value: number = 41;');
    expect((await run(`import { value } from './earlier.js'; console.log(value + 1)`)).stdout).toBe('42\n');
  });

  it('ends an endless loop, a loop that eats memory, and one that is stopped', async () => {
    expect((await run('while (true) {}', { seconds: 0.5 })).status).toBe('timeout');
    const eater = 'const a = []; for (;;) a.push(Buffer.alloc(5e7, 1));';
    expect((await run(eater, { seconds: 20, bytes: 4e8 })).status).toBe('memory');
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 300);
    expect((await run('setInterval(() => {}, 10)', { seconds: 20 }, { signal: abort.signal })).status).toBe('stopped');
  });

  it('tells an error with its own line and no path of the machine', async () => {
    const result = await run(`console.log('first');\nthrow new Error('on purpose');`);
    expect(result).toMatchObject({ status: 'failed', stdout: 'first\n' });
    expect(result.stderr).toContain('on purpose');
    expect(result.stderr).toContain('cell.js:2');
    expect(result.stderr).not.toContain(workspace.folder);
  });

  it('sends the steps of a training to be drawn', async () => {
    const points: CurvePoint[] = [];
    const code = `import { showCurve } from 'vishesh';
      showCurve('a')({ step: 1, steps: 2, loss: 3, learningRate: 0.1, gradNorm: 1 });`;
    await run(code, {}, { onCurve: (point) => points.push(point) });
    expect(points).toEqual([{ type: 'curve-point', curve: 'a', step: 1, steps: 2, loss: 3 }]);
  });

  it('names the line of code that cannot be read', async () => {
    const problem = await problemOf(workspace.write('bad', 'const x = 1;\nconst = 3;'));
    expect(problem).toMatchObject({ code: 'cell-syntax', where: 'bad.ts:2:7' });
  });

  it('leaves nothing behind', async () => {
    const other = await makeWorkspace();
    await other.remove();
    expect(existsSync(other.folder)).toBe(false);
  });
});

test.each([
  ['a\nb', 'a\nb\n', true],
  ['a\nb', 'a\nc', false],
  ['loss {{number}}', 'loss 1.25e-3', true],
  ['loss {{number}}', 'loss many', false],
  ['{{0.2 to 0.6}}', '0.41', true],
  ['{{0.2 to 0.6}}', '0.61', false],
  ['{{-1 to 1}} of {{2 to 3}}', '-0.5 of 3', true],
  ['{{-1 to 1}} of {{2 to 3}}', '-0.5 of 4', false],
  ['{{1 to 9999}} rows', '1,234 rows', true],
  ['says {{text}}.', 'says (anything) [at] all.', true],
  ['first\n{{lines}}\nlast', 'first\n1\n2\nlast', true],
  ['first\n{{lines}}\nlast', 'first\nlast', true],
  ['first\n{{lines}}\nlast', 'first\n1\n2', false],
  ['a', 'a\nmore', false],
  ['a (b) [c] $', 'a (b) [c] $', true],
])('expected %j and printed %j', (expected, printed, matches) => {
  expect(outputDifference(expected, printed) === null).toBe(matches);
});

test('the difference names the line', () => {
  expect(outputDifference('a\nb\nc', 'a\nx\nc')).toEqual({ line: 2, expected: 'b', printed: 'x' });
});
