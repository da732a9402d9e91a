/**
 * Full, LoRA and partial training on the four samples under equal conditions: one JSON line per sample and method, and the table of all
 * on stderr as Markdown. With --write FILE the table takes the place between the marks `<!-- compare -->` and `<!-- /compare -->` there.
 * Needs the built runner (`npm run build`). Works in a folder of its own; only models come from the home.
 *
 *   npm run bench -- compare [--base nano] [--methods full,lora,partial] [--samples support-tickets,…] [--home DIR] [--write README.md]
 */
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareMethods } from '../src/api/compare-methods.js';
import { homeFolder, modelsFolder } from '../src/base/home.js';
import { METRIC_NAMES } from '../src/evaluate/verdict.js';
import { dictionary } from '../src/i18n/index.js';
import { METHODS, type Method } from '../src/plan/types.js';
import type { Comparison } from '../src/workflow/compare/schema.js';
import { tableOf } from '../src/workflow/compare/table.js';
import { listSamples } from '../src/workflow/samples.js';

const MARKS = ['<!-- compare -->', '<!-- /compare -->'] as const;

const { values } = parseArgs({
  options: {
    base: { type: 'string' },
    methods: { type: 'string', default: METHODS.join(',') },
    samples: { type: 'string' },
    home: { type: 'string', default: homeFolder() },
    write: { type: 'string' },
  },
});
const methods = values.methods.split(',') as Method[];
const wanted = values.samples?.split(',');
const samples = listSamples(import.meta.dirname).filter(({ name }) => wanted?.includes(stem(name)) ?? true);

const home = await mkdtemp(join(tmpdir(), 'vishesh-bench-'));
const done: Comparison[] = [];
try {
  await symlink(modelsFolder(values.home), modelsFolder(home));
  for (const { name, path } of samples) {
    console.error(`  ${name}`);
    const comparison = await compareMethods({ file: path, methods, baseModel: values.base, home });
    for (const row of rowsOf(comparison)) console.log(JSON.stringify(row));
    done.push(comparison);
  }
} finally {
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
}
const table = markdown(done);
console.error(table);
if (values.write !== undefined) await writeBetweenMarks(values.write, table);
process.exitCode = done.every((one) => one.methods.every(({ result }) => result !== null)) ? 0 : 1;

function stem(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}

/** One figure per line, everything else beside it. */
function rowsOf({ file, base, metric, methods: compared, baseMetrics, advice, data }: Comparison): object[] {
  return compared.map(({ method, status, hyperparameters, estimate, result }) => {
    const score = result?.metrics[metric];
    const { metrics: _metrics, ...cost } = result ?? {};
    return {
      name: 'compare',
      value: score?.value ?? null,
      unit: METRIC_NAMES[metric],
      low: score?.low ?? null,
      high: score?.high ?? null,
      untuned: baseMetrics?.[metric]?.value ?? null,
      file: basename(file),
      base,
      method,
      status,
      learningRate: hyperparameters.learningRate,
      testRows: data.test,
      loss: result?.metrics.loss.value ?? null,
      ...cost,
      estimatedMemoryBytes: estimate.memoryBytes,
      advised: advice.method === method,
    };
  });
}

/** All samples in one table; the advised method in bold, and the advice below it. */
function markdown(comparisons: readonly Comparison[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = [
    'file',
    'method',
    'score (95% interval)',
    'loss',
    'general text',
    'time',
    'memory',
    'trained',
    'on disk',
  ];
  const rows = comparisons.flatMap((comparison) =>
    tableOf(comparison, dictionary('en').compare)
      .slice(1)
      .map(([method = '', score = '', interval = '', ...rest], i) => {
        const metric = METRIC_NAMES[comparison.metric === 'loss' ? 'perplexity' : comparison.metric];
        const shown = interval === '' ? score : `${metric} ${score} (${interval.replace('..', ' to ')})`;
        const name = method === comparison.advice.method ? `**${method}**` : method;
        return line([i === 0 ? `\`${basename(comparison.file)}\`` : '', name, shown, ...rest]);
      }),
  );
  const advice = comparisons.map(
    ({ file, advice: { sentences } }) => `- \`${basename(file)}\`: ${sentences.map(({ en }) => en).join(' ')}`,
  );
  const intro = `Base ${comparisons[0]?.base ?? ''}; the same rows, seed, steps and tokens for each method, its own default learning rate; in bold what is advised (\`npm run bench -- compare\`).`;
  return [intro, '', line(head), line(head.map(() => '---')), ...rows, '', ...advice].join('\n');
}

async function writeBetweenMarks(path: string, text: string): Promise<void> {
  const page = await readFile(path, 'utf8');
  const [begin, end] = MARKS.map((mark) => page.indexOf(mark));
  if (begin === undefined || end === undefined || begin < 0 || end < begin)
    throw new Error(`${path} has no place for the table: put ${MARKS.join(' and ')} around it.`);
  await writeFile(path, `${page.slice(0, begin + MARKS[0].length)}\n${text}\n${page.slice(end)}`);
}
