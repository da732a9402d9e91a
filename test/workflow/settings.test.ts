import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_PRICES } from '../../src/plan/prices.js';
import { readPrices } from '../../src/workflow/make-plan.js';
import { DEFAULT_SETTINGS, readSettings, settingsPath, writeSettings } from '../../src/workflow/settings.js';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-settings-'));
});
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

describe('the settings', () => {
  it('are the defaults where nothing was chosen', async () => {
    expect(await readSettings(join(home, 'not', 'made'))).toEqual({ settings: DEFAULT_SETTINGS, notice: null });
  });

  it('come back as they were written, in a home that is made for them', async () => {
    const settings = { ...DEFAULT_SETTINGS, lang: 'hi', theme: 'light', ascii: true, usdPerKwh: 0.2 } as const;
    await writeSettings(join(home, 'new'), settings);
    expect(await readSettings(join(home, 'new'))).toEqual({ settings, notice: null });
  });

  it('take the default for what an older file does not know', async () => {
    await writeFile(settingsPath(home), '{"version":1,"lang":"hi"}');
    expect((await readSettings(home)).settings).toEqual({ ...DEFAULT_SETTINGS, lang: 'hi' });
  });

  it('put a damaged file aside and say so', async () => {
    await writeFile(settingsPath(home), '{"version":1,"theme":"pink"}');
    const { settings, notice } = await readSettings(home);
    expect(settings).toEqual(DEFAULT_SETTINGS);
    expect(notice?.en).toContain('settings.json.bad');
    expect(existsSync(settingsPath(home))).toBe(false);
  });

  it('leave a file of a newer version alone', async () => {
    await writeFile(settingsPath(home), '{"version":7}');
    expect((await readSettings(home)).notice?.hi).toContain('naye vishesh');
    await writeSettings(home, DEFAULT_SETTINGS);
    expect(await readFile(settingsPath(home), 'utf8')).toBe('{"version":7}');
  });

  it('give the price of electricity to the plan', async () => {
    expect((await readPrices(home)).local).toEqual(DEFAULT_PRICES.local);
    await writeSettings(home, { ...DEFAULT_SETTINGS, usdPerKwh: 0.5 });
    expect((await readPrices(home)).local).toEqual({ ...DEFAULT_PRICES.local, usdPerKwh: 0.5 });
  });
});
