/** An app with a bug: takes the terminal as the real one does, and throws. */
import { enterTerminal } from '../../src/ui/terminal-session.js';

const session = enterTerminal(process.stdout, () => {});
session.farewell('what stays on the main screen');
process.stdout.write('a frame');
setTimeout(() => {
  throw new Error('a bug in a key handler');
}, 100);
