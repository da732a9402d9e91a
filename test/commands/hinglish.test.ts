/** Under --lang hi the commands say nothing in English but the field's own words; --json is the same in every language. */
import { describe, expect, it } from 'vitest';
import type { Lang } from '../../src/base/localized.js';
import { reportText } from '../../src/commands/check-text.js';
import { doctorCommand } from '../../src/commands/doctor.js';
import type { CommandIo } from '../../src/commands/io.js';
import { planText } from '../../src/commands/plan.js';
import { progressTeller } from '../../src/commands/report-progress.js';
import { evaluationText } from '../../src/commands/run.js';
import { dictionary } from '../../src/i18n/index.js';
import { folder } from '../data/support.js';
import { evaluation, plan, progress, report } from '../workflow/worlds.js';

function io(lang: Lang, json = false) {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const sinks = { out: (text: string) => void stdout.push(text), progress: (text: string) => void stderr.push(text) };
  const own: CommandIo = { json, lang, home: folder(), plain: true, debug: false, ...sinks };
  return { own, said: () => [...stdout, ...stderr].join('\n') };
}

describe('doctor', () => {
  const doctor = async (lang: Lang, json = false): Promise<string> => {
    const { own, said } = io(lang, json);
    await doctorCommand(own);
    return said();
  };

  it('in Hinglish has no English sentence, next steps included', async () => {
    const said = await doctor('hi');
    expect(said).not.toMatch(/\b(free|none|needed|needs|works|without|cannot|Install|Close|Run|Set)\b/);
    expect(said).toMatch(/memory: .* khaali/);
    expect(said).toContain('App ko terminal chahiye; har command uske bina bhi chalti hai.');
  });

  it('names every next step in both languages', () => {
    const { en, hi } = { en: dictionary('en').commands.doctor, hi: dictionary('hi').commands.doctor };
    for (const step of ['node', 'runtime', 'home', 'memory', 'terminal', 'noRuntime', 'noTerminal'] as const)
      expect(hi[step]).not.toBe(en[step]);
  });

  it('gives the same --json in both languages', async () => {
    const checks = async (lang: Lang) =>
      JSON.parse(await doctor(lang, true)).checks.filter(({ name }: { name: string }) =>
        /node|runtime|terminal/.test(name),
      );
    expect(await checks('hi')).toEqual(await checks('en'));
    expect((await checks('hi'))[0].next).toBe('Install Node 20.19 or newer.');
  });
});

describe('plan', () => {
  const large = () => ({
    ...plan(),
    alternatives: plan().alternatives.map((other) => ({ ...other, fits: false })),
    estimate: { ...plan().estimate, recommendations: [{ en: 'Fewer epochs do.', hi: 'Kam epochs kaafi hain.' }] },
  });

  it('in Hinglish has no English label', () => {
    const said = planText(large(), { lang: 'hi' });
    expect(said).not.toMatch(
      /\b(method|other|does not fit|batch \d|max length|estimate|cost|local|of|note|together:)\b/,
    );
    expect(said).not.toMatch(/calculated|measured/);
    expect(said).toContain(
      'andaaza (hisaab se): 2 min 0 s, 2.3 GB, 90 steps, 54k tokens, 134.5M mein se 2.4M parameters',
    );
    expect(said).toContain('kharcha: bijli $0.00040, together $0.02');
    expect(said).toContain('learning rate 0.0005, batch size 8 x 1, epochs 3');
  });

  it('in English reads as ever', () => {
    expect(planText(large(), { lang: 'en' }).split('\n')).toEqual([
      'method: lora',
      '  - The budget is low.',
      'other: full (5.0 GB, 6 min 40 s, $0.01, does not fit): Trains everything.',
      'other: partial (3.0 GB, 5 min 0 s, $0.01, does not fit): Trains the last blocks.',
      'settings: learning rate 0.0005, batch 8 x 1, epochs 3, max length 512, linear, LoRA rank 8, alpha 16',
      'estimate (calculated): 2 min 0 s, 2.3 GB, 90 steps, 54k tokens, 2.4M of 134.5M parameters',
      'cost: local $0.00040, together $0.02',
      'note: Fewer epochs do.',
    ]);
  });

  it('counts its rows in both languages', () => {
    expect(dictionary('en').commands.plan.rows(240, 30, 30)).toBe('rows: 240 train, 30 validation, 30 test');
    expect(dictionary('hi').commands.plan.rows(240, 30, 30)).toBe('rows: train 240, validation 30, test 30');
  });
});

describe('the scores and the progress of run and evaluate', () => {
  it('in Hinglish have no English label', () => {
    const said = evaluationText(evaluation(), { lang: 'hi' });
    expect(said).not.toMatch(/interval of|\d to \d|general text:|verdict|ship:/);
    expect(said).toContain('0.880 se 0.980');
    expect(said).toContain('faisla: ship kar do. Accuracy 0.30 se 0.93 ho gayi.');
    expect(evaluationText(evaluation(), { lang: 'en' })).toContain('0.880 to 0.980');
    expect(evaluationText(evaluation(), { lang: 'en' })).toContain('verdict: ship. Accuracy rose');
  });

  it.each([
    ['hi', ['20261122-1530-ab12: Training', '540 tokens/s, 1 min 15 s baaki']],
    ['en', ['20261122-1530-ab12: train\n', '540 tokens/s, 1 min 15 s left']],
  ] as const)('tell the stage and the time that is left (%s)', (lang, lines) => {
    const { own, said } = io(lang);
    progressTeller(own, false)(progress());
    for (const line of lines) expect(said()).toContain(line);
  });
});

describe('check', () => {
  it('counts one row as one in Hinglish', () => {
    const { stats } = report();
    const tokens = { p50: 9, p95: 9, max: 9 };
    const one = report({
      rows: 1,
      usable: 1,
      stats: { ...stats, promptTokens: tokens, completionTokens: tokens, truncated: 1 },
    });
    const said = reportText(one, { lang: 'hi', colour: false });
    expect(said).toContain('csv, 1 row, 1 kaam ki');
    expect(said).toContain('1 row kat jaayegi');
  });
});
