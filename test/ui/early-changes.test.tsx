/** What changes after a screen's first frame and before its first effect, as on a busy machine: the screen hears of it all the same. */
import { render, Text, useStdout } from 'ink';
import { type ReactNode, useLayoutEffect } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { frameStream } from '../../src/ui/frame-writer.js';
import { useDriver } from '../../src/ui/hooks/use-driver.js';
import { useTerminalSize } from '../../src/ui/hooks/use-terminal-size.js';
import { createDriver, type Driver } from '../../src/workflow/drive.js';
import { eventually } from '../support/eventually.js';
import { FakeKeyboard, FakeScreen } from '../support/screen-terminal.js';
import { instantEffects } from '../workflow/worlds.js';

let unmount: () => void = () => {};
afterEach(() => unmount());

/** Shows the element, which changes something in its layout effect. */
function shown(element: ReactNode): FakeScreen {
  const screen = new FakeScreen(80, 24);
  const frames = frameStream(screen as unknown as NodeJS.WriteStream);
  const app = render(element, {
    stdout: frames.stream,
    stdin: new FakeKeyboard() as unknown as NodeJS.ReadStream,
    debug: true,
    patchConsole: false,
  });
  unmount = () => {
    app.unmount();
    frames.stop();
  };
  return screen;
}

const shows = (screen: FakeScreen, text: string): Promise<void> =>
  eventually(async () => expect((await screen.lines())[0]).toBe(text));

function Size(): ReactNode {
  const { stdout } = useStdout();
  const { columns, rows } = useTerminalSize();
  useLayoutEffect(() => {
    Object.assign(stdout, { columns: 60, rows: 20 });
    stdout.emit('resize');
  }, [stdout]);
  return <Text>{`${columns} x ${rows}`}</Text>;
}

function Base({ driver }: { driver: Driver }): ReactNode {
  const state = useDriver(driver);
  useLayoutEffect(() => driver.dispatch({ type: 'choose-base', base: 'another' }), [driver]);
  return <Text>{state.choices.base}</Text>;
}

describe('between the first frame and the first effect', () => {
  it('the window may become smaller', async () => {
    await shows(shown(<Size />), '60 x 20');
  });

  it('the workflow may go on', async () => {
    await shows(shown(<Base driver={createDriver(instantEffects())} />), 'another');
  });
});
