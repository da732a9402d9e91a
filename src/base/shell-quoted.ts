/** A word of a command that is made to be pasted. In single quotes nothing is special to a POSIX shell but the single quote itself. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
