/**
 * What terminals and Ink 6.8 do that an app must be built around, and where each is tested:
 *  1 a frame as tall as the window clears it, scrollback too ... sizes, run-sizes (every screen at four sizes), e2e/leaving (no clear)
 *  2 whole frames cost ten times the bytes .................... frame-writer; e2e/leaving and `npm run bench -- app` measure them
 *  3 a smaller window leaves rests of the larger one .......... sizes "a resize", e2e/terminal
 *  4 there is no alternate screen, no window size ............. e2e/terminal
 *  5 signals and crashes leave the alternate screen on ........ e2e/terminal (Ctrl+C, SIGTERM, SIGHUP), e2e/crash
 *  6 CI in the environment means no frame at all .............. e2e/terminal "whose shell has CI set"
 *  7 without a terminal Ink ends with 0 ....................... e2e/terminal "is needed"
 *  8 every input hears every key .............................. here
 *  9 raw mode goes off and on between screens ................. here
 * 10 fast keys come as one text ............................... here
 * 11 Backspace is told as Delete, Esc as Meta ................. here
 * 12 the text field loses keys, and takes a pasted line end ... here, line-edit
 * 13 Yoga shrinks what has no room ............................ sizes, run-sizes (whole frames)
 * 14 thousands of Text elements are slow ...................... drawn-lines (a chart costs Ink a character a line); `npm run bench -- app`
 * 15 a thousand events a second ............................... here, live-frames (keys first)
 * 16 characters as wide as the terminal says .................. here, theme (symbols are one column wide)
 * 17 NO_COLOR is ignored ...................................... sizes, e2e/terminal
 * 18 Static repeats itself .................................... here (not used)
 * 19 screen readers ........................................... plain
 * 20 no way to hand the terminal to an editor ................. here (no screen starts a program in it)
 * 21 handlers from an old render .............................. here
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pressesOf } from '../../src/ui/presses.js';
import { cut, fitted, widthOf } from '../../src/ui/text-width.js';
import type { EffectHandlers } from '../../src/workflow/drive.js';
import { instantEffects, progress } from '../workflow/worlds.js';
import { KEY } from './open-app.js';
import { type OpenScreen, openScreen, type ScreenOptions } from './open-screen.js';

let open: OpenScreen | null = null;
afterEach(() => open?.close());
const start = (options: Partial<ScreenOptions> = {}): OpenScreen => {
  open = openScreen({ columns: 80, rows: 24, first: { name: 'tune' }, ...options });
  return open;
};

describe('keys', () => {
  it('typed into a field move nothing else (8)', async () => {
    const app = start();
    await app.shows('❯ File: ');
    await app.press('j2k');
    await app.shows('❯ File: j2k');
  });

  it('arrive all when they come in one turn of the event loop (12, 21)', async () => {
    const app = start();
    await app.shows('❯ File: ');
    await app.press('h');
    await app.shows('File: h');
    void app.press('e', 'l', 'l', 'o');
    await app.shows('❯ File: hello');
  });

  it('pasted with a line end in them keep their line, and the end is no Enter in the middle (12)', async () => {
    const app = start();
    await app.shows('❯ File: ');
    await app.press('my\rfile');
    await app.shows('❯ File: myfile');
  });

  it('that come as one text do what each of them does (10)', async () => {
    const app = start({ first: { name: 'settings' } });
    await app.shows('❯ Language');
    await app.press('jjj');
    await app.shows('❯ Reduced motion');
  });

  it('have one name each, whatever the terminal sends for them (11)', () => {
    const none = {
      upArrow: false,
      downArrow: false,
      leftArrow: false,
      rightArrow: false,
      pageDown: false,
      pageUp: false,
      return: false,
      escape: false,
      ctrl: false,
      shift: false,
      tab: false,
      backspace: false,
      delete: false,
      meta: false,
      home: false,
      end: false,
      super: false,
      hyper: false,
      capsLock: false,
      numLock: false,
    };
    expect(pressesOf('', { ...none, delete: true })).toEqual([{ name: 'backspace', text: '' }]);
    expect(pressesOf('', { ...none, escape: true, meta: true })).toEqual([{ name: 'esc', text: '' }]);
    expect(pressesOf('a', { ...none, ctrl: true })).toEqual([{ name: 'ctrl+a', text: '' }]);
  });
});

describe('the terminal', () => {
  it('stays in raw mode from the first screen to the end (9)', async () => {
    const app = start({ first: { name: 'home' } });
    await app.shows('❯ ');
    for (const entry of ['settings', 'home'] as const) {
      if (entry === 'settings') {
        for (let i = 0; i < 8; i++) await app.press(KEY.down);
        await app.press(KEY.enter);
        await app.shows('Electricity price');
      } else {
        await app.press(KEY.escape);
        await app.shows('Fine-tune on a file');
      }
    }
    expect(app.rawModes()).toEqual([true]);
    app.close();
    expect(app.rawModes()).toEqual([true, false]);
  });
});

describe('a job that tells a thousand things a second', () => {
  it('is drawn a few times, the newest state last (15)', async () => {
    let tell: (step: number) => void = () => {};
    const effects: EffectHandlers = {
      ...instantEffects(),
      follow: async (_effect, report) => {
        tell = (step) => report({ type: 'progressed', progress: progress({ step, steps: 5000 }) });
        tell(1);
        return new Promise(() => {});
      },
    };
    const app = start({ effects });
    await app.shows('File: ');
    app.driver().dispatch({ type: 'attach', jobId: '20261122-1530-ab12' });
    await app.shows('step 1/5000');
    const before = app.output().length;
    for (let step = 2; step <= 1000; step++) tell(step);
    await app.shows('step 1000/5000');
    const lines = app.output().slice(before).split('step ').length - 1;
    expect(lines).toBeLessThan(10);
  });
});

describe('of Ink', () => {
  const files = readdirSync('src/ui', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const source = (file: string): string => readFileSync(join('src/ui', file), 'utf8');

  it('Static is not used, which draws above the alternate screen (18)', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => /import \{[^}]*\bStatic\b[^}]*\} from 'ink'/.test(source(file)))).toEqual([]);
  });

  it('the terminal is handed to no other program while its screens are open (20)', () => {
    expect(files.filter((file) => /from 'node:child_process'/.test(source(file)))).toEqual([]);
  });

  it('keys are heard in one place, by one input that stays mounted (8, 9)', () => {
    expect(files.filter((file) => /\buseInput\(/.test(source(file)))).toEqual(['keys.tsx']);
  });
});

describe('text', () => {
  it('is as wide as its columns, in any script (16)', () => {
    for (const text of ['नमस्ते दुनिया', '日本語のテキスト', 'é́́ combining', '🙂🙂🙂🙂', 'plain text']) {
      for (let columns = 1; columns < 12; columns++) {
        expect(widthOf(cut(text, columns))).toBeLessThanOrEqual(columns);
        expect(widthOf(fitted(text, columns))).toBe(columns);
      }
    }
  });

  it('keeps its colours and loses every other escape (a data file must not speak to the terminal)', async () => {
    const { harmless } = await import('../../src/base/harmless.js');
    expect(harmless('\u001b[31mred\u001b[39m\u001b]52;c;ZXZpbA==\u0007 \u001b[2Jtext')).toBe(
      '\u001b[31mred\u001b[39m text',
    );
    vi.restoreAllMocks();
  });
});
