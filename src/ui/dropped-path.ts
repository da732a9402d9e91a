/** A path as people and terminals give it: typed, quoted, with escaped spaces, or as a `file://` address. Pure. */

/** What a terminal pastes when a file is dropped on it differs; an ordinary path stays as it is. */
export function droppedPath(text: string): string {
  const trimmed = text.trim();
  const quoted = /^(['"])(.*)\1$/s.exec(trimmed)?.[2];
  if (quoted !== undefined) return fromAddress(quoted.replaceAll("'\\''", "'"));
  const address = fromAddress(trimmed);
  return address === trimmed ? unescaped(trimmed) : address;
}

/** `file:///tmp/my%20rows.csv` -> `/tmp/my rows.csv` */
function fromAddress(text: string): string {
  const path = /^file:\/\/(?:localhost)?(\/.*)$/i.exec(text)?.[1];
  if (path === undefined) return text;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A backslash before anything but a letter or a digit is a shell's escape; `C:\rows` is not. */
function unescaped(text: string): string {
  return text.replace(/\\([^A-Za-z0-9\\])/g, '$1').replaceAll('\\\\', '\\');
}
