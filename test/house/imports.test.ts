import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve('src');

/** Who may import whom. A room may always import itself. */
const ALLOWED: Record<string, readonly string[]> = {
  base: [],
  engine: ['base'],
  data: ['base'],
  models: ['engine', 'data', 'base'],
  plan: ['data', 'base'],
  evaluate: ['engine', 'data', 'base'],
  deploy: ['models', 'engine', 'plan', 'data', 'base'],
  jobs: ['deploy', 'evaluate', 'models', 'engine', 'plan', 'data', 'base'],
  workflow: ['jobs', 'deploy', 'evaluate', 'models', 'engine', 'plan', 'data', 'base', 'i18n'],
  // The recipe of the shipped base: scripts run it, nothing imports it.
  pretrain: ['models', 'engine', 'data', 'base'],
  i18n: ['base'],
  // The library lets lessons score answers; learning itself imports nothing of it.
  api: ['learn', 'workflow', 'jobs', 'deploy', 'evaluate', 'models', 'engine', 'plan', 'data', 'base'],
  learn: ['workflow', 'jobs', 'deploy', 'evaluate', 'models', 'plan', 'data', 'base'],
  commands: ['ui', 'learn', 'workflow', 'jobs', 'deploy', 'evaluate', 'models', 'plan', 'data', 'i18n', 'base'],
  ui: ['learn', 'workflow', 'jobs', 'deploy', 'evaluate', 'models', 'plan', 'data', 'i18n', 'base'],
  'cli.ts': ['commands'],
  'index.ts': ['api', 'workflow', 'jobs', 'deploy', 'evaluate', 'models', 'plan', 'data', 'base'],
};

/** Rooms whose code is pure; the files that touch the outside world are named, each with its reason at its head. */
const COMPARE = ['advice', 'advice-words', 'comparer', 'conditions', 'marks', 'methods', 'schema', 'table', 'types'];
const INTERVIEW = ['phrases', 'report', 'score', 'session', 'spellings', 'standing', 'types', 'wording', 'words'];
/** Of the practice task the files that read content, folders and jobs are named in their heads. */
const PRACTICE = [
  ...['answers', 'certificate-svg', 'draw-messages', 'explanation', 'folder-texts', 'grade-choose', 'grade-estimate'],
  ...['grade-numbers', 'grade-prepare', 'grade-trade-offs', 'grade-validate', 'match-rows', 'numbers', 'plant-faults'],
  ...['report-facts', 'report-markdown', 'result', 'scenarios', 'task', 'types'],
];
const PROGRESS = ['lesson-share', 'record', 'schema', 'summary', 'topic-lessons'];
const PURE = [
  'data',
  'plan',
  'workflow/machine.ts',
  'workflow/edits.ts',
  ...COMPARE.map((name) => `workflow/compare/${name}.ts`),
  ...INTERVIEW.map((name) => `learn/interview/${name}.ts`),
  ...PRACTICE.map((name) => `learn/practice/${name}.ts`),
  ...PROGRESS.map((name) => `learn/progress/${name}.ts`),
  'learn/debrief',
];
const IMPURE_FILES = [
  /^data\/readers\/(open|parquet)\.ts$/,
  /^data\/(load|check-file)\.ts$/,
  /^data\/repairs\/(write|paths|.*-file)\.ts$/,
  /^learn\/debrief\/load\.ts$/,
];
const OUTSIDE =
  /from 'node:(fs|child_process|net|http|os|process)|\bMath\.random\(|\bDate\.now\(|new Date\(\)|\bprocess\.|\bfetch\(/;

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => path.replaceAll('\\', '/'));

const roomOf = (path: string): string => path.split('/')[0] ?? path;

function importsOf(path: string): string[] {
  const text = readFileSync(join(SRC, path), 'utf8');
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  return [...found].map((match) => relative(SRC, resolve(SRC, dirname(path), match[1] ?? '')).replaceAll('\\', '/'));
}

describe('the house', () => {
  it('lets a room import only what stands below it', () => {
    const breaches = files.flatMap((path) =>
      importsOf(path)
        .filter((target) => !target.startsWith('..'))
        .filter((target) => roomOf(target) !== roomOf(path) && !ALLOWED[roomOf(path)]?.includes(roomOf(target)))
        .map((target) => `${path} imports ${target}`),
    );
    expect(breaches).toEqual([]);
  });

  it('knows every room', () => {
    expect(files.map(roomOf).filter((room) => !(room in ALLOWED))).toEqual([]);
  });

  it('has no circles of imports', () => {
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const visit = (path: string, trail: string[]): void => {
      if (state.get(path) === 'done') return;
      if (state.get(path) === 'open') {
        circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
        return;
      }
      state.set(path, 'open');
      for (const target of runtimeImports(path)) visit(target, [...trail, path]);
      state.set(path, 'done');
    };
    for (const path of files) visit(path, []);
    expect(circles).toEqual([]);
  });

  it('keeps the pure rooms free of disk, clock, process and chance', () => {
    const breaches = files
      .filter((path) => PURE.some((room) => path === room || path.startsWith(`${room}/`)))
      .filter((path) => !IMPURE_FILES.some((pattern) => pattern.test(path)))
      .filter((path) => OUTSIDE.test(code(path)));
    expect(breaches).toEqual([]);
  });

  it('keeps files short and free of suppressions', () => {
    const long = files.filter((path) => readFileSync(join(SRC, path), 'utf8').split('\n').length > 300);
    expect(long).toEqual([]);
    const suppressed = files.filter((path) =>
      /\bas any\b|as unknown as|@ts-(ignore|expect-error|nocheck)|biome-ignore/.test(code(path)),
    );
    expect(suppressed).toEqual([]);
  });
});

/** The file without comments and strings, roughly: enough to look for calls. */
function code(path: string): string {
  return readFileSync(join(SRC, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');
}

function runtimeImports(path: string): string[] {
  const text = readFileSync(join(SRC, path), 'utf8').replace(/import type [\s\S]*?from '[^']+';/g, '');
  const found = text.matchAll(/^(?:import|export)[^;]*?from '(\.[^']+)'/gm);
  return [...found]
    .map((match) =>
      relative(SRC, resolve(SRC, dirname(path), match[1] ?? ''))
        .replaceAll('\\', '/')
        .replace(/\.js$/, ''),
    )
    .map((target) => files.find((file) => file === `${target}.ts` || file === `${target}.tsx`))
    .filter((target) => target !== undefined);
}
