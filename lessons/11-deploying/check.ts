/** Reading a stream of server-sent events, cut in unfriendly places; at the end from a server that really runs. */
import { openModel, serveModel } from 'vishesh';
import type { Test } from '../check-kit.js';
import type * as solution from './solution.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const piece = (content: string): string => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
const DONE = 'data: [DONE]\n\n';

async function* sent(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? bytes(part) : part;
}
/** The text in pieces of so many bytes. */
async function* cut(text: string, size: number): AsyncGenerator<Uint8Array> {
  const all = bytes(text);
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

/** What it gives, or what it throws in its place. */
const result = async (read: Promise<unknown>): Promise<unknown> =>
  read.catch((error: unknown) => `an error: ${error instanceof Error ? error.message : error}`);

export const tests: Test<typeof solution>[] = [
  {
    name: { en: 'events that come one by one', hi: 'ek-ek karke aate hue events' },
    async run({ readAnswer }, { same }) {
      same({
        call: {
          en: "readAnswer(pieces 'We ', 'open ', 'at nine.', then [DONE])",
          hi: "readAnswer('We ', 'open ', 'at nine.', phir [DONE])",
        },
        got: await result(readAnswer(sent(piece('We '), piece('open '), piece('at nine.'), DONE))),
        expected: { text: 'We open at nine.', finished: true },
        idea: {
          en: '[DONE] is no JSON: look for it before you parse.',
          hi: '[DONE] JSON nahi hai: parse karne se pehle use pakdo.',
        },
      });
    },
  },
  {
    name: { en: 'bytes cut anywhere: lines and letters', hi: 'bytes kahin bhi kati hui: lines aur akshar' },
    async run({ readAnswer }, { same }) {
      const text = piece('Rs nahi, ₹ 500. ') + piece('Café khula hai.') + DONE;
      for (const size of [1000, 9, 1])
        same({
          call: {
            en: `readAnswer(the same stream in pieces of ${size} bytes)`,
            hi: `readAnswer(wahi stream, ${size} bytes ke tukdon mein)`,
          },
          got: await result(readAnswer(cut(text, size))),
          expected: { text: 'Rs nahi, ₹ 500. Café khula hai.', finished: true },
          idea: {
            en: 'One piece may hold many lines or half of one: keep what comes after the last \\n for the next piece.',
            hi: 'Ek tukde mein kai lines ho sakti hain ya aadhi: aakhri \\n ke baad ka hissa agle tukde ke liye rakho.',
          },
          mistakes: [
            [
              { text: 'Rs nahi, ��� 500. Caf�� khula hai.', finished: true },
              {
                en: '₹ is three bytes, and they came in different pieces: use one TextDecoder for all, with { stream: true }.',
                hi: '₹ teen bytes ka hai, aur woh alag tukdon mein aaye: sabke liye ek hi TextDecoder lo, { stream: true } ke saath.',
              },
            ],
          ],
        });
    },
  },
  {
    name: { en: 'lines without text', hi: 'bina text wali lines' },
    async run({ readAnswer }, { same }) {
      const role = 'data: {"choices":[{"delta":{"role":"assistant"}}]}\r\n\r\n';
      const end = 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n';
      same({
        call: {
          en: 'readAnswer(a comment, a role, "Haan.", an end, all with \\r\\n or \\n)',
          hi: 'readAnswer(comment, role, "Haan.", end, \\r\\n ya \\n ke saath)',
        },
        got: await result(readAnswer(sent(': keep-alive\n\n', role, piece('Haan.'), end, DONE))),
        expected: { text: 'Haan.', finished: true },
        idea: {
          en: 'Skip lines that do not begin with data:, and trim the \\r away.',
          hi: 'data: se shuru na hone wali lines chhodo, aur \\r trim karo.',
        },
        mistakes: [
          [
            { text: 'undefinedHaan.undefined', finished: true },
            {
              en: 'A delta without content adds nothing: delta.content ?? "".',
              hi: 'Bina content wala delta kuch nahi jodta: delta.content ?? "".',
            },
          ],
        ],
      });
    },
  },
  {
    name: {
      en: 'a stream that breaks off, and an answer that speaks of [DONE]',
      hi: 'beech mein tooti stream, aur jawab jisme [DONE] likha ho',
    },
    async run({ readAnswer }, { same }) {
      same({
        call: { en: "readAnswer(only 'We op', then the line is dead)", hi: "readAnswer(sirf 'We op', phir line band)" },
        got: await readAnswer(sent(piece('We op'))),
        expected: { text: 'We op', finished: false },
        idea: {
          en: 'finished is true only after data: [DONE]; half an answer must not pass for a whole one.',
          hi: 'finished sirf data: [DONE] ke baad true ho; aadha jawab poora na lage.',
        },
      });
      same({
        call: {
          en: "readAnswer('It ends with data: [DONE].', then [DONE])",
          hi: "readAnswer('It ends with data: [DONE].', phir [DONE])",
        },
        got: await readAnswer(sent(piece('It ends with data: [DONE].'), DONE)),
        expected: { text: 'It ends with data: [DONE].', finished: true },
        idea: {
          en: 'Only a whole line data: [DONE] ends it; inside an answer it is text.',
          hi: 'Sirf poori line data: [DONE] khatam karti hai; jawab ke andar woh text hai.',
        },
      });
    },
  },
  {
    name: { en: 'an error in the middle', hi: 'beech mein error' },
    async run({ readAnswer }, { fail }) {
      const error = 'data: {"error":{"message":"out of memory"}}\n\n';
      const said = await readAnswer(sent(piece('We '), error)).then(
        ({ text }) => `an answer, ${JSON.stringify(text)}`,
        (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
      );
      if (said !== 'out of memory')
        fail({
          en: `The server sent {"error":{"message":"out of memory"}}; readAnswer should throw exactly this message, and gave: ${said}. Look at error before choices.`,
          hi: `Server ne {"error":{"message":"out of memory"}} bheja; readAnswer ko yahi message throw karna chahiye, par mila: ${said}. choices se pehle error dekho.`,
        });
    },
  },
  {
    name: { en: 'nano, served for real', hi: 'nano, sach mein serve kiya hua' },
    async run({ readAnswer }, { same }) {
      const server = await serveModel(await openModel('nano'), { name: 'nano' });
      try {
        const ask = async (stream: boolean): Promise<Response> =>
          fetch(`${server.endpoint}/chat/completions`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
              model: 'nano',
              messages: [{ role: 'user', content: 'Say hello' }],
              temperature: 0,
              max_tokens: 12,
              stream,
            }),
          });
        const whole = JSON.parse(await (await ask(false)).text());
        const { body } = await ask(true);
        if (body === null) throw new Error('the server sent no body');
        same({
          call: { en: 'readAnswer(the stream of nano)', hi: 'readAnswer(nano ki stream)' },
          got: await result(readAnswer(body)),
          expected: { text: whole.choices[0].message.content, finished: true },
          idea: {
            en: 'Asked without stream it gave this text in one piece.',
            hi: 'Bina stream ke poocha to usne yahi text ek saath diya.',
          },
        });
      } finally {
        await server.close();
      }
    },
  },
];
