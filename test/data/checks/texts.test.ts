import { describe, expect, it } from 'vitest';
import { answerWithoutPrompt } from '../../../src/data/checks/answer-without-prompt.js';
import { noControlCharacters } from '../../../src/data/checks/no-control-characters.js';
import { noMojibake } from '../../../src/data/checks/no-mojibake.js';
import { noSpecialTokens } from '../../../src/data/checks/no-special-tokens.js';
import { readableAnswers } from '../../../src/data/checks/readable-answers.js';
import { fixMojibake } from '../../../src/data/checks/support/mojibake.js';
import { brief, chat, pair, run } from './harness.js';

describe('control characters', () => {
  it('are named by code point', () => {
    const findings = run(noControlCharacters, [
      pair(1, 'fine', 'also fine'),
      pair(2, 'a\u0000b', 'c'),
      pair(3, 'd', 'e\u202ef'),
    ]);
    expect(brief(findings)).toEqual([['control-characters', [2, 3], 2]]);
    expect(findings[0]?.message.en).toContain('U+0000 in a·b');
  });

  it('tabs, line ends, joiners of Hindi and of emoji are fine', () => {
    expect(run(noControlCharacters, [pair(1, 'a\tb\r\nc', 'क्‍ष 👨‍👩‍👧 ')])).toEqual([]);
  });
});

describe('mojibake', () => {
  it('is found and shown with what it was', () => {
    const findings = run(noMojibake, [
      pair(1, 'café', 'naïve'),
      pair(2, 'cafÃ©', 'x'),
      pair(3, 'y', 'à¤¨à¤®à¤¸à¥\u008dà¤¤à¥‡'),
    ]);
    expect(brief(findings)).toEqual([['mojibake', [2, 3], 2]]);
    expect(findings[0]?.message.en).toContain('cafÃ© → café');
  });

  it('leaves honest accents, French quotes, Portuguese and euro signs alone', () => {
    const honest = ['«CAFÉ»', 'NÃO É', 'São Paulo', 'àéîõü', '5 € – “gut”', 'Ångström', 'Â la carte'];
    for (const text of honest) expect(fixMojibake(text)).toBe(text);
    expect(
      run(
        noMojibake,
        honest.map((text, i) => pair(i + 1, text, text)),
      ),
    ).toEqual([]);
  });

  it.each(['café – “naïve”', 'नमस्ते', '😀 ok', '₹500', 'Größe'])('turns %s back, broken once or twice', (text) => {
    const breakOnce = (each: string) => Buffer.from(each, 'utf8').toString('latin1');
    expect(fixMojibake(breakOnce(text))).toBe(text);
    expect(fixMojibake(breakOnce(breakOnce(text)))).toBe(text);
  });

  it('a lost character is another finding', () => {
    expect(brief(run(noMojibake, [pair(5, 'caf\ufffd', 'x')]))).toEqual([['lost-characters', [5], 1]]);
  });
});

describe('the prompt inside the answer', () => {
  const question = 'What are your opening hours?';

  it('is found at the beginning and further on, whatever the case', () => {
    const findings = run(answerWithoutPrompt, [
      pair(1, question, `${question} We open at nine.`),
      pair(2, question, 'We open at nine.'),
      pair(3, question, `You ask: ${question.toUpperCase()} At nine.`),
    ]);
    expect(brief(findings)).toEqual([['prompt-in-answer', [1, 3], 2]]);
  });

  it('short prompts may stand in answers, and a chat is compared with its last question', () => {
    expect(run(answerWithoutPrompt, [pair(1, 'refund', 'A refund takes a week.')])).toEqual([]);
    const repeated = chat(
      2,
      ['system', 'Be kind and be brief.'],
      ['user', question],
      ['assistant', `${question} At nine.`],
    );
    expect(brief(run(answerWithoutPrompt, [repeated]))).toEqual([['prompt-in-answer', [2], 1]]);
  });
});

describe('encoded answers', () => {
  it('long base64 is found; long words, URLs and code are not', () => {
    const base64 = Buffer.from(Array.from({ length: 150 }, (_, i) => (i * 73 + 41) % 256)).toString('base64');
    const findings = run(readableAnswers, [
      pair(1, 'q', `data: ${base64}`),
      pair(2, 'q', 'a'.repeat(500)),
      pair(3, 'q', `https://example.com/${'products/list/'.repeat(4)}?id=1`),
      pair(4, 'q', base64.slice(0, 100)),
    ]);
    expect(brief(findings)).toEqual([['encoded-answer', [1], 1]]);
  });
});

describe('special tokens in texts', () => {
  it.each(['<|im_end|>', '<|endoftext|>', '<|eot_id|>', '</s>', '[INST]', '<end_of_turn>', '<bos>'])(
    '%s is found',
    (mark) => {
      expect(brief(run(noSpecialTokens, [pair(1, 'a', 'b'), pair(2, 'a', `b ${mark}`)]))).toEqual([
        ['special-token-in-text', [2], 1],
      ]);
    },
  );

  it('HTML, comparisons and pipes are fine', () => {
    expect(run(noSpecialTokens, [pair(1, '<b>x</b> a < b | c > d', '<strong> || <|> [1] <span>')])).toEqual([]);
  });
});
