#!/usr/bin/env node
/** The command line: one table of commands. React, Ink and the engine are imported only by the command that needs them. */
if (process.env.NO_COLOR) process.env.FORCE_COLOR = '0';

const { main } = await import('./commands/main.js');
process.exitCode = await main(process.argv.slice(2));

export {};
