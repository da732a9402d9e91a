/** The chat with any model. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/error.js';
import type { RunPorts } from '../../src/ui/run-ports.js';
import { begin, type ConversationAction, messagesFor, reduceConversation } from '../../src/ui/talk/conversation.js';
import { linesOf } from '../../src/ui/talk/lines.js';
import { widthOf } from '../../src/ui/text-width.js';
import type { BaseOption } from '../../src/workflow/base-options.js';
import type { ChatModel } from '../../src/workflow/chat-models.js';
import { fakeRunPorts } from './fake-run-ports.js';
import { KEY, openApp } from './open-app.js';
import { expectWholeFrame, openScreen, type ScreenOptions } from './open-screen.js';

const TUNED: ChatModel = { id: 'tickets', kind: 'tuned', base: 'nano', task: 'classification' };
const BASE: ChatModel = { id: 'nano', kind: 'base', base: null, task: null };
const open = (models: ChatModel[], model?: string) =>
  openApp({
    first: model === undefined ? { name: 'chat' } : { name: 'chat', model },
    ports: { chat: { ...fakeRunPorts().chat, models: async () => models } },
  });

const said = (...actions: ConversationAction[]) => actions.reduce(reduceConversation, begin('base'));
const ask = (text: string): ConversationAction => ({ type: 'send', text, models: [{ who: 'base', model: 'nano' }] });
const piece = (id: number, text: string): ConversationAction => ({ type: 'piece', id, who: 'base', text });
const end = (id: number, status: 'done' | 'stopped' = 'done'): ConversationAction => ({
  type: 'end',
  id,
  who: 'base',
  status,
});

describe('a conversation', () => {
  it('tells a model that remembers what was said, without answers that were stopped', () => {
    const state = said(ask('a'), piece(0, 'A'), end(0), ask('b'), piece(1, 'B'), end(1, 'stopped'));
    const contents = (remembers: boolean) =>
      messagesFor(state, { who: 'base', remembers }, 'c').map(({ content }) => content);
    expect(contents(true)).toEqual(['a', 'A', 'c']);
    expect(contents(false)).toEqual(['c']);
  });

  it('lets the other answer stand in where only one of the two was asked, so that both go on from the same', () => {
    const state = said(ask('a'), piece(0, 'A'), end(0));
    const told = (who: 'base' | 'tuned') => messagesFor(state, { who, remembers: true }, 'b');
    expect(told('tuned')).toEqual(told('base'));
  });

  it('puts pieces together in the answer that they belong to', () => {
    const state = said(ask('a'), piece(0, 'on'), piece(0, 'e'), end(0), ask('b'), piece(1, 'two'));
    expect(state.exchanges.map(({ answers }) => answers[0]?.text)).toEqual(['one', 'two']);
  });

  it('never writes a line that is wider than the screen, side by side or not', () => {
    const words = { you: 'you', base: 'base', tuned: 'tuned', waiting: 'thinking' };
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer({ min: 40, max: 120 }), (question, text, columns) => {
        const answers = (['base', 'tuned'] as const).map((who) => ({
          who,
          model: 'nano',
          text,
          status: 'done' as const,
        }));
        for (const line of linesOf([{ id: 0, question, answers }], columns, words)) {
          expect(widthOf(line.map((part) => part.text).join(''))).toBeLessThanOrEqual(columns);
        }
      }),
    );
  });
});

describe('the chat screen', () => {
  it('lists the models, talks to a base, and comes back to the list', async () => {
    const { shows, press, frame } = open([TUNED, BASE]);
    await shows('❯ tickets');
    expect(frame()).toContain('tuned, on nano');
    await press(KEY.down);
    await shows('❯ nano');
    await press(KEY.enter);
    await shows('Chat with nano (base)');
    expect(frame()).not.toContain('Tab');
    await press('hi', KEY.enter);
    await shows('nano heard hi');
    await press(KEY.escape);
    await shows('Which model?');
  });

  it('asks a base in the prompt of its tuned model side by side, and in its own when it is alone', async () => {
    const asked: [string, string | undefined][] = [];
    const ask: RunPorts['chat']['ask'] = async (model, _messages, onPiece, _signal, promptOf) => {
      asked.push([model, promptOf]);
      onPiece(`${model} ${asked.length}`);
    };
    const first = { name: 'chat', model: 'tickets' } as const;
    const { shows, press } = openApp({ first, ports: { chat: { models: async () => [TUNED, BASE], ask } } });
    await shows('Chat with tickets (tuned)');
    await press(KEY.tab);
    await shows('(base and tuned)');
    await press('hi', KEY.enter);
    await shows('tickets 2');
    await press(KEY.tab);
    await shows('Chat with nano (base)');
    await press('hi', KEY.enter);
    await shows('nano 3');
    expect(asked).toEqual([
      ['nano', 'tickets'],
      ['tickets', undefined],
      ['nano', undefined],
    ]);
  });

  it('opens with the model it was sent to', async () => {
    await open([TUNED, BASE], 'tickets').shows('Chat with tickets (tuned)');
  });

  it('says under the title what the model in the box cannot do, whole at every width, and of others nothing', async () => {
    for (const columns of [60, 80, 120]) {
      const screen = openScreen({
        columns,
        rows: 24,
        first: { name: 'chat', model: 'nano' },
        ports: { chat: { ...fakeRunPorts().chat, models: async () => [BASE] } },
      });
      await screen.shows('Chat with nano (base)');
      const lines = await screen.lines();
      expectWholeFrame(lines);
      expect(`${lines[3]} ${lines[4]}`.replaceAll(/\s+/g, ' ')).toContain('It knows few facts and makes others up.');
      screen.close();
    }
    const other = open([{ ...BASE, id: 'another' }], 'another');
    await other.shows('Chat with another (base)');
    expect(other.frame()).not.toContain('makes others up');
    await openApp({
      lang: 'hi',
      first: { name: 'chat', model: 'nano' },
      ports: { chat: { ...fakeRunPorts().chat, models: async () => [BASE] } },
    }).shows('mann se bana deta');
  });

  it('says how to get a model where there is none', async () => {
    await open([]).shows('vishesh models pull');
  });
});

describe('a base that is not here yet', () => {
  const OFFER: BaseOption = {
    id: 'smollm2-135m-instruct',
    kind: 'catalogue',
    parameters: 134_515_008,
    sizeBytes: 271_170_520,
    available: false,
  };
  const fetched: ChatModel = { ...BASE, id: OFFER.id };

  /** A world in which it can be fetched, and is when `finish` is called. */
  function offering(options: Partial<ScreenOptions> = {}) {
    const world = { here: false, finish: () => {}, fail: (_error: unknown) => {}, stopped: false };
    const screen = openScreen({
      columns: 80,
      rows: 24,
      first: { name: 'chat' },
      ...options,
      ports: {
        chat: { ...fakeRunPorts().chat, models: async () => [BASE, ...(world.here ? [fetched] : [])] },
        listBases: async () => [{ ...OFFER, available: world.here }],
        fetchBase: (_id, _lang, note, signal) => {
          note('40%  hub');
          signal.addEventListener('abort', () => {
            world.stopped = true;
          });
          return new Promise((resolve, reject) => {
            world.fail = reject;
            world.finish = () => {
              world.here = true;
              resolve();
            };
          });
        },
      },
    });
    return { world, ...screen };
  }

  it.each([
    [60, 20, 'en', /smollm2-135m-instruct +base, 271 MB to fetch/],
    [80, 24, 'en', /smollm2-135m-instruct +base, 271 MB to fetch/],
    [120, 40, 'hi', /smollm2-135m-instruct +base, 271 MB download karna hoga/],
    [60, 20, 'hi', /smollm2-135m-instruct +base, 271 MB download karna hoga/],
  ] as const)('is named with its size and the way to get it at %d x %d (%s)', async (columns, rows, lang, line) => {
    const { shows, lines, close } = offering({ columns, rows, lang });
    await shows(line);
    const screen = await lines();
    expectWholeFrame(screen);
    expect(screen.join(' ').replaceAll(/\s+/g, ' ')).toContain('`vishesh models pull smollm2-135m-instruct`');
    close();
  });

  it('is fetched from the list, and then talked to', async () => {
    const { world, shows, press, close } = offering();
    await shows('271 MB to fetch');
    await press(KEY.down, KEY.enter);
    await shows('Fetching smollm2-135m-instruct 40%');
    world.finish();
    await shows('Chat with smollm2-135m-instruct (base)');
    await press(KEY.escape);
    await shows('Which model?');
    close();
  });

  it('is not fetched any more after Esc, and what fails is told over the list', async () => {
    const { world, shows, press, close } = offering();
    await shows('271 MB to fetch');
    await press(KEY.down, KEY.enter);
    await shows('Fetching');
    await press(KEY.escape);
    await shows('271 MB to fetch');
    expect(world.stopped).toBe(true);
    await press(KEY.enter);
    await shows('Fetching');
    world.fail(new Problem({ code: 'x', message: 'No source answered.', next: 'Try later.' }));
    await shows('No source answered.');
    await shows('❯ smollm2-135m-instruct');
    close();
  });
});
