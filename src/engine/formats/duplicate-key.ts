/** Finds a key written twice in one object of a JSON text, which JSON.parse accepts in silence. */

/** The first repeated key, or undefined. `text` must already have passed JSON.parse. Linear time, no recursion. */
export function findDuplicateKey(text: string): string | undefined {
  const scopes: (Set<string> | null)[] = [];
  let i = 0;
  while (i < text.length) {
    const character = text[i];
    if (character === '{') scopes.push(new Set());
    else if (character === '[') scopes.push(null);
    else if (character === '}' || character === ']') scopes.pop();
    else if (character === '"') {
      const end = endOfString(text, i);
      const keys = scopes.at(-1);
      if (keys && nextCharacter(text, end) === ':') {
        const key = String(JSON.parse(text.slice(i, end)));
        if (keys.has(key)) return key;
        keys.add(key);
      }
      i = end;
      continue;
    }
    i++;
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}

function nextCharacter(text: string, from: number): string | undefined {
  let i = from;
  while (i < text.length && (text[i] === ' ' || text[i] === '\n' || text[i] === '\r' || text[i] === '\t')) i++;
  return text[i];
}
