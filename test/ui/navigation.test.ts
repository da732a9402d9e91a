import { describe, expect, it } from 'vitest';
import { initialApp, reduceApp } from '../../src/ui/app-state.js';
import { HOME, navigate, type Place, START, type Stack, shown } from '../../src/ui/navigation.js';
import { DEFAULT_SETTINGS } from '../../src/workflow/settings.js';

describe('the stack of screens', () => {
  it('goes back the way it came, and never below home', () => {
    const there = navigate(START, { type: 'open', place: { name: 'jobs' } });
    const further = navigate(there, { type: 'open', place: { name: 'tune' } });
    expect(shown(further)).toEqual({ name: 'tune' });
    expect(navigate(further, { type: 'back' })).toEqual(there);
    expect(navigate(navigate(there, { type: 'back' }), { type: 'back' })).toEqual(START);
  });

  it('returns to a screen that is open already, instead of opening it twice', () => {
    const jobs = navigate(START, { type: 'open', place: { name: 'jobs' } });
    const chat = navigate(jobs, { type: 'open', place: { name: 'chat', model: 'a' } });
    expect(navigate(chat, { type: 'open', place: { name: 'jobs' } })).toEqual([HOME, { name: 'jobs' }]);
  });

  it('lays a lesson over what it was opened from, wherever a lesson was open before', () => {
    const lesson = { name: 'lesson', id: '03-types' } as const;
    const there = [{ name: 'learn' }, lesson, { name: 'tune' }].reduce<Stack>(
      (stack, place) => navigate(stack, { type: 'open', place: place as Place }),
      START,
    );
    const over = navigate(there, { type: 'open', place: { name: 'lesson', id: '08-hyperparameters' } });
    expect(shown(navigate(over, { type: 'back' }))).toBe(shown(there));
    expect(over).toHaveLength(4);
  });

  it('is at the same visit again when it goes back to a screen', () => {
    const tune = navigate(START, { type: 'open', place: { name: 'tune' } });
    const lesson = navigate(tune, { type: 'open', place: { name: 'lesson', id: '03-types' } });
    expect(shown(navigate(lesson, { type: 'open', place: { name: 'tune' } }))).toBe(shown(tune));
  });

  it('replaces the screen on top, but not home', () => {
    expect(navigate(START, { type: 'replace', place: { name: 'tune' } })).toEqual([HOME, { name: 'tune' }]);
    const chat = navigate(START, { type: 'open', place: { name: 'chat' } });
    expect(navigate(chat, { type: 'replace', place: { name: 'jobs' } })).toEqual([HOME, { name: 'jobs' }]);
    expect(navigate(chat, { type: 'home' })).toEqual(START);
  });
});

describe('the app state', () => {
  const start = initialApp(DEFAULT_SETTINGS, 'en');

  it('opens one panel at a time, and closes it by the same key and by going elsewhere', () => {
    const help = reduceApp(start, { type: 'toggle', overlay: 'help' });
    expect(reduceApp(help, { type: 'toggle', overlay: 'why' }).overlay).toBe('why');
    expect(reduceApp(help, { type: 'toggle', overlay: 'help' }).overlay).toBeNull();
    const gone = reduceApp(help, { type: 'go', move: { type: 'open', place: { name: 'jobs' } } });
    expect(gone.overlay).toBeNull();
  });

  it('begins each panel at its top', () => {
    const scrolled = reduceApp(reduceApp(start, { type: 'toggle', overlay: 'help' }), {
      type: 'scroll',
      by: 3,
      last: 4,
    });
    expect(scrolled.scroll).toBe(3);
    expect(reduceApp(scrolled, { type: 'scroll', by: -9, last: 4 }).scroll).toBe(0);
    expect(reduceApp(scrolled, { type: 'toggle', overlay: 'why' }).scroll).toBe(0);
  });

  it('scrolls no further than the text goes, so that the way back begins at once, also where the text has become shorter', () => {
    const end = reduceApp(start, { type: 'scroll', by: 99, last: 4 });
    expect(end.scroll).toBe(4);
    expect(reduceApp(end, { type: 'scroll', by: -1, last: 4 }).scroll).toBe(3);
    expect(reduceApp(end, { type: 'scroll', by: -1, last: 2 }).scroll).toBe(1);
  });

  it('keeps a switched language among the settings, and takes one from them', () => {
    expect(reduceApp(start, { type: 'switch-language' })).toMatchObject({ lang: 'hi', settings: { lang: 'hi' } });
    expect(reduceApp(start, { type: 'change', settings: { lang: 'hi' } }).lang).toBe('hi');
    expect(reduceApp(start, { type: 'change', settings: { theme: 'light' } })).toMatchObject({ lang: 'en' });
  });
});
