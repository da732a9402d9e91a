/** The parser's own complaints, as this very Node words them, in Hinglish. */
import { expect, it } from 'vitest';
import { jsonSaid } from '../../../src/data/readers/json-said.js';

function complaint(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  throw new Error(`${text} is JSON`);
}

it.each([
  ['{"a":"b', 'position 7 par shuru hua text (") band nahi hua'],
  ['{"a":', 'JSON beech mein hi khatam ho gaya'],
  ['{"a":1 "b":2}', "position 7 par ',' ya '}' hona chahiye tha"],
  ['{"a":[1 2]}', "position 8 par ',' ya ']' hona chahiye tha"],
  ['{"a" 1}', "position 5 par ':' hona chahiye tha"],
  ['{"a":1,}', 'position 7 par "naam" hona chahiye tha'],
  ['{a:1}', 'position 1 par "naam" ya \'}\' hona chahiye tha'],
  ['{"a":"\n"}', 'position 6 par text mein control character hai'],
  ['{"a":"\\x"}', 'position 7 par \\ ke baad galat akshar hai'],
  ['{"a":1} 2', 'position 8 par JSON ke baad kuch aur hai'],
  ['{"a":NaN}', "'N' yahan nahi aa sakta"],
])('%s', (text, words) => {
  const said = complaint(text);
  expect(jsonSaid(said)).toEqual({ en: said, hi: words });
});

it('leaves what it does not know as it is', () => {
  expect(jsonSaid('something new')).toEqual({ en: 'something new', hi: 'something new' });
});
