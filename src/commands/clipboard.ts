/** xterm's "Operating System Command" 52: the terminal puts the text on its own clipboard, over ssh, too. */

/** Terminals drop longer ones; the limit of many is 100,000 bytes in base64. */
const MAX_BYTES = 74_000;

/** Empty for a text that is too long to be taken whole. Within tmux it is passed on where `set-clipboard` allows it. */
export function osc52(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  return bytes.length > MAX_BYTES ? '' : `\u001b]52;c;${bytes.toString('base64')}\u0007`;
}
