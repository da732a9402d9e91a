/** What was wrong in the first row is told in the language of its finding. */
import { describe, expect, it } from 'vitest';
import { checkFile } from '../../../src/data/check-file.js';
import { allChecks } from '../../../src/data/checks/index.js';

const BROKEN = new URL('../../../datasets/broken/', import.meta.url).pathname;

describe('the details of a finding in Hinglish', () => {
  it.each([
    ['bad-encoding.jsonl', 'bad-encoding', 'line 7: valid UTF-8 nahi hai: ', 'line 7: not valid UTF-8: '],
    ['control-characters.jsonl', 'control-characters', 'U+0007 yahan: Does', 'U+0007 in Does'],
    ['empty-conversation.jsonl', 'empty-conversation', 'messages khaali hain', 'no messages'],
    ['empty-field.jsonl', 'empty-field', 'answer: text khaali hai', 'answer: empty text'],
    ['missing-field.jsonl', 'missing-field', 'answer: record mein hai: question', 'answer: the record has: question'],
    ['mixed-schema.jsonl', 'mixed-schema', 'is record ki shape messages hai', 'this record has the shape messages'],
    ['nothing-to-train.jsonl', 'nothing-to-train', 'har turn ka weight 0 hai', 'every assistant turn has weight 0'],
    ['ragged-row.csv', 'ragged-row', '2 ki jagah 4 fields: The code', '4 fields instead of 2: The code'],
    ['too-deep.jsonl', 'too-deep', 'nesting ke 64 se zyada levels', 'more than 64 levels of nesting'],
  ])('%s', async (file, code, hinglish, english) => {
    const { findings } = await checkFile(BROKEN + file, { checks: allChecks, maxLength: 96, seed: 1 });
    const message = findings.find((finding) => finding.code === code)?.message;
    expect(message?.hi).toContain(hinglish);
    expect(message?.hi).not.toContain(english);
    expect(message?.en).toContain(english);
  });
});
