/** What happens when the reader of our output goes away, or the disk it goes to is full: a line, never a stack. */

/** A closed pipe (`| head`) takes nothing more and is no failure; a stdout that cannot be written is one. */
export function handleOutputErrors(): void {
  process.stderr.on('error', () => {});
  let told = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || told) return;
    told = true;
    process.exitCode = process.exitCode || 1;
    process.stderr.write(
      `The output cannot be written: ${error.code ?? error.message}.\n  Next: free some space, or send it elsewhere.\n`,
    );
  });
}
