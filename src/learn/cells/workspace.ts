/** Disk: a folder in which a lesson's cells are modules of one small package that has `vishesh` installed. */
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { Problem } from '../../base/error.js';
import { packageRoot } from '../../models/package-root.js';

export interface Workspace {
  folder: string;
  /** Writes a TypeScript module as `<name>.js` and gives its path. Throws `Problem` `cell-syntax` naming the line. */
  write(name: string, code: string): Promise<string>;
  /** Makes every `.ts` beside a lesson importable, but for its exercise's files. */
  writeShared(lessonFolder: string): Promise<void>;
  remove(): Promise<void>;
}

/** Files of an exercise; they are for the learner, not for cells. */
const EXERCISE_FILES = /^(exercise|solution|check)(-[a-z0-9-]+)?\.ts$/;

export async function makeWorkspace(): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'vishesh-cells-'));
  await writeFile(join(folder, 'package.json'), '{"type":"module","private":true}');
  await mkdir(join(folder, 'node_modules'));
  await symlink(packageRoot(), join(folder, 'node_modules', 'vishesh'), 'junction');
  const write = async (name: string, code: string): Promise<string> => {
    const path = join(folder, `${name}.js`);
    await writeFile(path, await toJavaScript(name, code));
    return path;
  };
  return {
    folder,
    write,
    async writeShared(lessonFolder) {
      const files = (await readdir(lessonFolder)).filter((name) => name.endsWith('.ts') && !EXERCISE_FILES.test(name));
      for (const name of files) await write(name.slice(0, -3), await readFile(join(lessonFolder, name), 'utf8'));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function toJavaScript(name: string, code: string): Promise<string> {
  try {
    const { code: output } = await transform(code, {
      loader: 'ts',
      format: 'esm',
      target: 'node20',
      sourcefile: `${name}.ts`,
      sourcemap: 'inline',
      sourcesContent: false,
    });
    return output;
  } catch (error) {
    throw syntaxProblem(name, error);
  }
}

function syntaxProblem(name: string, error: unknown): Problem {
  const first = (error as { errors?: { text: string; location?: { line: number; column: number } | null }[] })
    .errors?.[0];
  const text = first?.text ?? (error instanceof Error ? error.message : String(error));
  return new Problem({
    code: 'cell-syntax',
    message: { en: `The code cannot be read: ${text}`, hi: `Code padha nahi ja raha: ${text}` },
    where: first?.location ? `${name}.ts:${first.location.line}:${first.location.column + 1}` : `${name}.ts`,
    next: { en: 'Correct that line and run it again.', hi: 'Woh line theek karke dobara chalao.' },
    exitCode: 1,
  });
}
