#!/usr/bin/env node
/** The command line: one table of commands. React, Ink and the engine are imported only by the command that needs them. */
const [{ main }, { handleOutputErrors }] = await Promise.all([
  import('./commands/main.js'),
  import('./commands/output-errors.js'),
]);
handleOutputErrors();
// Output that was lost on the way stays a failure.
process.exitCode = (await main(process.argv.slice(2))) || (process.exitCode ?? 0);

export {};
