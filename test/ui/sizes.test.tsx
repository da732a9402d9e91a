/** Every screen of the way to the training, at every size that it is made for. */
import { afterEach, describe, expect, it } from 'vitest';
import { LINEAR_MODULES } from '../../src/plan/parameters.js';
import { SIDEBAR, SIDEBAR_FROM } from '../../src/ui/layout.js';
import { eventually } from '../support/eventually.js';
import { instantEffects, planned } from '../workflow/worlds.js';
import { KEY } from './open-app.js';
import { expectWholeFrame, type OpenScreen, openScreen, type ScreenOptions } from './open-screen.js';

let open: OpenScreen | null = null;
afterEach(() => open?.close());
const start = (options: ScreenOptions): OpenScreen => {
  open = openScreen(options);
  return open;
};

const SIZES = [
  [60, 20],
  [80, 24],
  [120, 40],
  [200, 60],
] as const;

const preview = {
  format: 'csv',
  task: 'classification',
  columns: ['text', 'category'],
  rows: [['where is my refund for the order that never came, it has been ten days now', 'refund']],
};

describe.each(SIZES)('at %d columns and %d rows', (columns, rows) => {
  it.each(['en', 'hi'] as const)('walks from home to the settings in whole frames (%s)', async (lang) => {
    const app = start({ columns, rows, lang, ports: { preview: async () => preview } });
    const at = async (text: RegExp): Promise<void> => {
      await app.shows(text);
      expectWholeFrame(await app.lines());
    };
    await at(/❯ (Fine-tune on a file|Kisi file par)/);
    await app.press(KEY.enter);
    await at(/❯ File: /);
    await app.press('x.csv');
    await at(/x\.csv/);
    await app.press(KEY.enter);
    await at(/❯ (Continue to the method|Aage, tareeke)/);
    await app.press('t');
    await at(/\[refund\]/);
    await app.press('t');
    await at(/❯ (Continue to the method|Aage, tareeke)/);
    await app.press(KEY.enter);
    await at(/1\/2/);
    await app.press(KEY.enter, KEY.enter);
    await at(/full +❯ LoRA +partial/);
    await app.press(KEY.enter);
    await at(/❯ (Start training|Training shuru karo)/);
    await app.press('?');
    await at(/The keys of this screen|Is screen ki keys/);
    await app.press('w');
    await at(/(Why|Kyun): /);
  });
});

describe('the panels over a screen', () => {
  it('say what lies beyond, scroll to their end and no further, and offer arrows only then', async () => {
    const app = start({ columns: 80, rows: 20, first: { name: 'tune' } });
    await app.shows('File: ');
    await app.press('x.csv', KEY.enter);
    await app.shows('Continue to the method');
    await app.press('?');
    await app.shows(/\+\d+ more below/);
    expect((await app.lines()).join('\n')).toContain('↑↓ ');
    for (let i = 0; i < 40; i++) await app.press(KEY.down);
    await app.shows(/\+\d+ more above$/m);
    await app.press(KEY.up);
    await app.shows(/more above, \+1 more below/);

    const large = start({ columns: 120, rows: 60, first: { name: 'tune' } });
    await large.shows('File: ');
    await large.press('x.csv', KEY.enter);
    await large.shows('Continue to the method');
    for (const key of ['?', 'w']) {
      await large.press(key);
      await large.shows(key === '?' ? 'The keys of this screen' : 'Why: ');
      const text = (await large.lines()).join('\n');
      expect(text).not.toMatch(/more (above|below)/);
      expect(text.split('\n').slice(-3).join('\n')).not.toContain('↑↓');
    }
  });
});

describe('the eight steps', () => {
  it.each(SIZES)('are all in sight at %d columns and %d rows, with what was chosen', async (columns, rows) => {
    const app = start({ columns, rows, first: { name: 'tune' } });
    await app.shows('File: ');
    await app.press('tickets.csv', KEY.enter);
    await app.shows('Continue to the method');
    await app.press(KEY.enter);
    await app.shows('1/2');
    const screen = (await app.lines()).join('\n');
    for (const name of ['Data', 'Check', 'Method', 'Settings', 'Start', 'Train', 'Score', 'Serve'])
      expect(screen).toMatch(new RegExp(`[✓●○] ${name}`));
    expect(screen).toMatch(/✓ Data +tick/);
    expect(screen).toMatch(/✓ Check +300/);
  });
});

describe('the settings of a run', () => {
  /** Step 4 with LoRA on all layers, prices of four providers and a warning. */
  async function onSettings(columns: number, rows: number, lang: 'en' | 'hi' = 'en'): Promise<OpenScreen> {
    const { plan, hardware } = planned();
    const { estimate, hyperparameters } = plan;
    const lora = { ...hyperparameters.lora!, targetModules: [...LINEAR_MODULES] };
    const costUsd = {
      local: 0.0004,
      'fireworks-16b': 0.02,
      'together-16b': 0.02,
      'openai-gpt-4o-mini': 0.12,
      other: 1,
    };
    const changed = {
      ...plan,
      hyperparameters: { ...hyperparameters, lora },
      estimate: { ...estimate, costUsd, recommendations: [FEW] },
    };
    const effects = {
      ...instantEffects(),
      plan: async () => ({ type: 'planned', planned: { hardware, plan: changed } }) as const,
    };
    const app = start({ columns, rows, lang, effects, first: { name: 'tune' } });
    await app.shows('File: ');
    await app.press('x.csv', KEY.enter);
    await app.driver().until((state) => state.step === 'validate');
    app.driver().dispatch({ type: 'accept-data' });
    await app.driver().until((state) => state.planned !== null);
    app.driver().dispatch({ type: 'accept-method' });
    await app.shows(/❯ (Start training|Training shuru karo)/);
    return app;
  }
  const FEW = {
    en: 'Only 18 steps from 10 rows: add rows or epochs, or the model will hardly change.',
    hi: '10 rows se sirf 18 steps bante hain: rows ya epochs badhao, warna model mushkil se badlega.',
  };
  /** The text of the body without spaces, however it is broken into lines. */
  const told = async (app: OpenScreen, columns: number): Promise<string> =>
    (await app.lines())
      .map((line) => line.slice(columns >= SIDEBAR_FROM ? SIDEBAR : 0))
      .join('')
      .replaceAll(/\s+/g, '');

  it.each(SIZES)('show the names of all layers, at rest and while they are typed (%d, %d)', async (columns, rows) => {
    const app = await onSettings(columns, rows);
    await app.press(KEY.up, KEY.up);
    await app.shows('❯ LoRA layers');
    expect(await told(app, columns)).toContain(LINEAR_MODULES.join(','));
    expect(await told(app, columns)).not.toContain('less/more');
    expectWholeFrame(await app.lines());
    await app.press(KEY.enter);
    await app.shows('leave as it was');
    await app.press('foo');
    await app.shows(/❯ LoRA layers +foo *$/m);
    await app.press(KEY.escape, KEY.enter);
    await app.shows('leave as it was');
    await app.press(LINEAR_MODULES.join(','));
    await eventually(async () => expect(await told(app, columns)).toContain(LINEAR_MODULES.join(',')));
    expectWholeFrame(await app.lines());
    await app.press(KEY.escape, KEY.up);
    await app.shows('❯ LoRA dropout');
    await app.shows('less / more');
  });

  it.each(SIZES)('tell a warning whole, and prices only whole (%d, %d)', async (columns, rows) => {
    for (const lang of ['en', 'hi'] as const) {
      const app = await onSettings(columns, rows, lang);
      expectWholeFrame(await app.lines());
      expect(await told(app, columns)).toContain(FEW[lang].replaceAll(' ', ''));
      const prices = (await app.lines()).find((line) => line.includes('hosted: ')) ?? '';
      expect(prices).toMatch(/hosted: fireworks-16b \$0\.02(, [a-z0-9-]+ \$[0-9.]+)*(, …)? *$/);
      expect(prices.includes('…')).toBe(!prices.includes('other'));
      app.close();
    }
  });
});

describe('a resize', () => {
  it('keeps the screen and what was typed, says what it needs when too small, and leaves no rest behind', async () => {
    const app = start({ columns: 120, rows: 40, first: { name: 'tune' } });
    await app.shows('File: ');
    await app.press('my-file.csv');
    await app.shows('my-file.csv');
    for (const [columns, rows] of [
      [80, 24],
      [60, 20],
      [200, 60],
    ] as const) {
      app.resize(columns, rows);
      await eventually(async () => expectWholeFrame(await app.lines()));
      await app.shows(new RegExp(`^─{${columns}}$`, 'm'));
      await app.shows('my-file.csv');
    }
    app.resize(59, 20);
    await app.shows('at least 60 columns');
    expect((await app.lines()).join('')).not.toContain('my-file');
    app.resize(80, 24);
    await app.shows('my-file.csv');
    await eventually(async () => expectWholeFrame(await app.lines()));
  });
});

describe('what the terminal can show', () => {
  it('is kept to ASCII where the locale says so, with whole frames', async () => {
    const app = start({ columns: 80, rows: 24, environment: { TERM: 'xterm', LANG: 'C' }, first: { name: 'tune' } });
    await app.shows(/> File: /);
    expectWholeFrame(await app.lines());
    expect(app.output()).not.toMatch(/\P{ASCII}/u);
  });

  it('has no colour with NO_COLOR, and still shows where the cursor is', async () => {
    const app = start({ columns: 80, rows: 24, environment: { NO_COLOR: '1' }, first: { name: 'tune' } });
    await app.shows('File: ');
    expect(app.output()).not.toMatch(new RegExp(`${'\u001b'}\\[(3[0-7]|9[0-7]|38|48)`));
  });

  it('strips what a data file says to the terminal', async () => {
    const evil = { ...preview, rows: [['\u001b[2J\u001b]0;owned\u0007gone', 'x']] };
    const app = start({ columns: 80, rows: 24, first: { name: 'tune' }, ports: { preview: async () => evil } });
    await app.shows('File: ');
    await app.press('x.csv');
    await app.shows('gone');
    expect(app.output()).not.toContain('owned');
    expect(app.output().split('\u001b[2J')).toHaveLength(2);
  });
});

describe('the language', () => {
  it('changes at once while a path is typed, and keeps it', async () => {
    const app = start({ columns: 80, rows: 24, first: { name: 'tune' } });
    await app.shows('Which file');
    await app.press('L.csv');
    await app.shows('File: L.csv');
    await app.press('\u000c');
    await app.shows('Model kis file se seekhega?');
    await app.shows('File: L.csv');
  });

  it('changes in the settings, and is kept', async () => {
    const saved: unknown[] = [];
    const saveSettings = async (settings: unknown): Promise<void> => void saved.push(settings);
    const app = start({ columns: 80, rows: 24, first: { name: 'settings' }, ports: { saveSettings } });
    await app.shows('❯ Language');
    await app.press(KEY.enter);
    await app.shows('❯ Bhasha');
    await eventually(() => expect(saved).toMatchObject([{ lang: 'hi' }]));
  });
});
