/** As much of Go's text/template as a Modelfile here uses: values, `if`, `else if eq`, `else`, `range`, `end`, string literals. */

export interface GoData {
  System?: string;
  Messages?: { Role: string; Content: string }[];
  Prompt?: string;
}

type Scope = Record<string, unknown>;

export function renderGo(template: string, data: GoData): string {
  const parts = template.split(/\{\{(.*?)\}\}/s);
  const { text, next } = run(parts, 0, data as Scope);
  if (next !== parts.length) throw new Error(`an {{ end }} too many at part ${next}`);
  return text;
}

/** Texts stand at even places, actions at odd ones. Stops at the `else` or `end` that closes the block. */
function run(parts: readonly string[], from: number, scope: Scope): { text: string; next: number } {
  let text = parts[from] ?? '';
  let at = from + 1;
  while (at < parts.length) {
    const action = (parts[at] ?? '').trim();
    if (action === 'end' || action.startsWith('else')) return { text, next: at };
    const done = act(action, parts, at, scope);
    text += done.text + (parts[done.next + 1] ?? '');
    at = done.next + 2;
  }
  return { text, next: parts.length };
}

function act(action: string, parts: readonly string[], at: number, scope: Scope): { text: string; next: number } {
  if (action.startsWith('range ')) {
    const items = value(action.slice(6), scope) as Scope[];
    const end = run(parts, at + 1, items[0] ?? {}).next;
    return { text: items.map((item) => run(parts, at + 1, item).text).join(''), next: end };
  }
  if (action.startsWith('if ')) return branch(action.slice(3), parts, at, scope);
  return { text: String(value(action, scope)), next: at };
}

function branch(condition: string, parts: readonly string[], at: number, scope: Scope): { text: string; next: number } {
  const holds = Boolean(value(condition, scope));
  const body = run(parts, at + 1, scope);
  const closing = (parts[body.next] ?? '').trim();
  if (closing === 'end') return { text: holds ? body.text : '', next: body.next };
  const rest = closing.slice('else'.length).trim();
  const other = rest.startsWith('if ')
    ? branch(rest.slice(3), parts, body.next, scope)
    : run(parts, body.next + 1, scope);
  return { text: holds ? body.text : other.text, next: other.next };
}

function value(expression: string, scope: Scope): unknown {
  const text = expression.trim();
  if (text.startsWith('"')) return JSON.parse(text);
  const equal = /^eq (\.\w+) (".*")$/.exec(text);
  if (equal) return scope[(equal[1] ?? '').slice(1)] === JSON.parse(equal[2] ?? '""');
  if (/^\.\w+$/.test(text)) return scope[text.slice(1)];
  throw new Error(`cannot read {{ ${text} }}`);
}
