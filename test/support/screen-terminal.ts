/** A terminal for the app without a process: its keyboard, and the screen that a person would see. */
import { EventEmitter } from 'node:events';
import xterm from '@xterm/headless';

/** What Ink reads keys from. */
export class FakeKeyboard extends EventEmitter {
  readonly isTTY = true;
  #waiting: string | null = null;
  type(keys: string): void {
    this.#waiting = keys;
    this.emit('readable');
  }
  read(): string | null {
    const keys = this.#waiting;
    this.#waiting = null;
    return keys;
  }
  setEncoding(): void {}
  /** Every change of the mode, in order. */
  readonly rawModes: boolean[] = [];
  setRawMode(raw: boolean): void {
    this.rawModes.push(raw);
  }
  resume(): void {}
  pause(): void {}
  ref(): void {}
  unref(): void {}
}

/** What Ink writes to: everything goes into a real terminal's buffer. */
export class FakeScreen extends EventEmitter {
  readonly isTTY = true;
  readonly terminal: xterm.Terminal;
  output = '';
  constructor(
    public columns: number,
    public rows: number,
  ) {
    super();
    this.terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 100 });
    // As the app's own session sets it: a line too long is cut, not broken.
    this.terminal.write('\u001b[?7l');
  }
  write(text: string): boolean {
    this.output += text;
    this.terminal.write(text);
    return true;
  }
  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.terminal.resize(columns, rows);
    this.emit('resize');
  }
  /** The lines now shown, once everything written has arrived. */
  async lines(): Promise<string[]> {
    await new Promise<void>((done) => this.terminal.write('', done));
    const { active } = this.terminal.buffer;
    return Array.from({ length: this.rows }, (_, row) =>
      (active.getLine(active.viewportY + row)?.translateToString(true) ?? '').trimEnd(),
    );
  }
}
