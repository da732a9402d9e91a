/** A path by its last part, anything else as it is. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) || path;
}
