/** Disk: code that a learner edits with an editor of their own, `<home>/learn/workspace/<lesson>/<name>.ts`, and word of every save. */
import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { makeFolder, writeAtomic } from '../../base/files.js';
import { learnFolder } from '../progress/store.js';

export const workspaceFolder = (home: string, lesson: string): string => join(learnFolder(home), 'workspace', lesson);

/** Puts code there and gives its path. What the learner has there already is kept when `keep` is set. */
export async function putOnBench(
  home: string,
  { lesson, name, code, keep }: { lesson: string; name: string; code: string; keep: boolean },
): Promise<{ path: string; code: string }> {
  const folder = workspaceFolder(home, lesson);
  await makeFolder(folder);
  const path = join(folder, `${name}.ts`);
  const before = keep ? await readFile(path, 'utf8').catch(() => null) : null;
  if (before !== null) return { path, code: before };
  await writeAtomic(path, code);
  return { path, code };
}

/** Keeps what the learner wrote in `<name>.before.ts` and gives that path; null where there is nothing but `code`. */
export async function setAside(
  home: string,
  { lesson, name, code }: { lesson: string; name: string; code: string },
): Promise<string | null> {
  const folder = workspaceFolder(home, lesson);
  const before = await readFile(join(folder, `${name}.ts`), 'utf8').catch(() => code);
  if (before.trim() === code.trim()) return null;
  const path = join(folder, `${name}.before.ts`);
  await writeAtomic(path, before);
  return path;
}

const LOOK_MS = 300;

/**
 * Tells the text of the file after each change until the signal is aborted. It looks a few times a second: many editors save by putting a new file in
 * place of the old one, which a watch on the file itself would lose.
 */
export function watchText(path: string, tell: (text: string) => void, signal: AbortSignal): void {
  let before: string | null = null;
  let changed = '';
  const look = async (): Promise<void> => {
    const now = await stat(path).catch(() => null);
    // Two saves may share a tick of the file system's clock.
    const mark = now === null ? '' : `${now.ino} ${now.mtimeMs} ${now.size}`;
    if (now !== null && (before === null || mark !== changed)) {
      const text = await readFile(path, 'utf8').catch(() => null);
      if (text !== null) {
        changed = mark;
        if (before !== null && text !== before && !signal.aborted) tell(text);
        before = text;
      }
    }
    if (!signal.aborted) setTimeout(look, LOOK_MS).unref();
  };
  void look();
}

/** Editors with a window of their own; one that needs the terminal cannot share it with the app. */
const WINDOWED =
  /^(code|code-insiders|codium|cursor|windsurf|zed|subl|sublime_text|gedit|gnome-text-editor|kate|mate|gvim|mvim|idea|webstorm|notepad|notepad\+\+|xed|pluma|mousepad|bbedit)(\.exe|\.cmd)?$/;

/** Opens the file in the learner's editor where that has a window of its own; the editor's name, or null. */
export function openInEditor(path: string, editor: string | undefined): string | null {
  const [program = '', ...rest] = (editor ?? '').split(/\s+/).filter(Boolean);
  if (!WINDOWED.test(basename(program))) return null;
  const child = spawn(program, [...rest.filter((flag) => flag !== '--wait' && flag !== '-w'), path], {
    detached: true,
    stdio: 'ignore',
  });
  child.on('error', () => {});
  child.unref();
  return basename(program);
}
