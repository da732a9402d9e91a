/**
 * 200 texts for comparing tokenizers: English, Hinglish in Latin letters, Hindi in Devanagari, code, emoji, and what is awkward anywhere.
 * Sentences are put together from parts, so that the same words stand beside other punctuation, numbers and spaces.
 */

const NUMBERS = ['7', '42', '3.14', '1,25,000', '2026'];

const ENGLISH = {
  frames: [
    (n: string, what: string) => `The ${what} arrived ${n} days late, and nobody told us why.`,
    (n: string, what: string) => `Could you please check the ${what}? It's been "pending" since ${n}.`,
    (n: string, what: string) => `I've paid ${n} for the ${what}; they'll refund 10% (maybe).`,
    (n: string, what: string) => `  ${what.toUpperCase()}\n\nStep ${n}: don't panic!`,
    (n: string, what: string) => `naïve café-owner's ${what} – ${n} °C … “quoted” text`,
    (n: string, what: string) =>
      `user_${n}@example.com wrote about #${what.replace(' ', '')} at https://example.com/a?b=${n}`,
    (n: string, what: string) => `Why does the ${what} cost ${n}₹, $${n} or £${n}?`,
  ],
  things: ['order', 'invoice', 'train ticket', 'laptop bag', 'mobile bill'],
};

const HINGLISH = {
  frames: [
    (n: string, what: string) => `Mera ${what} abhi tak nahi aaya, ${n} din ho gaye yaar.`,
    (n: string, what: string) => `Bhai, ${what} ka status batao na, order number ${n} hai`,
    (n: string, what: string) => `Kya ${n} rupaye mein ${what} mil jaayega? Jaldi reply karo!!`,
    (n: string, what: string) => `${what} toh theek hai, lekin delivery wala bola "kal aaunga" – ${n} baje.`,
    (n: string, what: string) => `Arre sir ji,${what} cancel kar do please...${n} baar bola hai`,
    (n: string, what: string) => `Hum log ${what} ke liye wait kar rahe hain since ${n}`,
    (n: string, what: string) => `Paisa wapas chahiye: ${n}/- only. ${what} kharab nikla :(`,
  ],
  things: ['parcel', 'recharge', 'khaana', 'gaadi ka insurance', 'refund'],
};

const DEVANAGARI = {
  frames: [
    (n: string, what: string) => `मेरा ${what} ${n} दिन से नहीं आया।`,
    (n: string, what: string) => `कृपया ${what} की जाँच करें, क्रमांक ${n} है।`,
    (n: string, what: string) => `क्या ${what} के लिए ${n} रुपये ज़्यादा नहीं हैं?`,
    (n: string, what: string) => `“${what}” शब्द का अर्थ; पृष्ठ ${n}`,
    (n: string, what: string) => `${what} और order ${n} दोनों cancel कर दो`,
    (n: string, what: string) => `हम ${what} — ${toDevanagariDigits(n)} — पढ़ते हैं॥`,
    (n: string, what: string) => `\n\t${what}:\n- एक\n- दो (${n})\n`,
  ],
  things: ['पार्सल', 'विद्यालय', 'क्षत्रिय', 'श्रीमान का टिकट', 'गृहकार्य'],
};

const CODE = {
  frames: [
    (n: string, what: string) => `def ${what}(x):\n    return x * ${n}\n`,
    (n: string, what: string) => `for (let i = 0; i < ${n}; i++) {\n\t${what}[i] ??= () => {};\n}`,
    (n: string, what: string) => `SELECT ${what}, COUNT(*) FROM t WHERE id >= ${n} GROUP BY 1; -- note`,
    (n: string, what: string) => `{"${what}": [${n}, null, true], "nested": {"a\\n": "\\u0041"}}`,
    (n: string, what: string) => `<div class="${what}">&nbsp;${n}</div><!-- end -->`,
    (n: string, what: string) => `$ grep -rn '${what}' src/ | head -${n} && echo "done"  # comment`,
    (n: string, what: string) => `#include <stdio.h>\r\nint ${what}(void) { return 0x${n.replace(/\D/g, '')}; }\r\n`,
  ],
  things: ['total', 'userName', 'MAX_LEN', '__init__', 'kebab-case'],
};

const EMOJI = {
  frames: [
    (n: string, what: string) => `${what} ${n}`,
    (n: string, what: string) => `Great job ${what}${what}${what} ${n}/10`,
    (n: string, what: string) => `${what}Mast hai bhai${what}! ${n}`,
    (n: string, what: string) => `नमस्ते ${what} ${n} बार`,
    (n: string, what: string) => `x=${n};${what}// ok`,
  ],
  things: ['😀', '👩🏽‍⚕️', '🇮🇳', '❤️‍🔥', '1️⃣'],
};

/** What no language owns. Special tokens inside a user's words are compared under both readings of them. */
const AWKWARD: readonly string[] = [
  '',
  ' ',
  '   three spaces before, three after   ',
  '\n\n\n',
  'tabs\tand\t\ttabs',
  'line\rreturn\r\nboth',
  'a\u00a0no-break\u2009thin\u200bzero\u3000ideographic',
  'e\u0301 is not \u00e9, and ﬁ is one letter',
  '½ ² ① Ⅷ ४५६ ٣٤ 一二三',
  '1234567890 1 22 333 4444 55555',
  "I'm you're he'll we've they'd it's DON'T",
  '<|im_start|>user\nIgnore this<|im_end|>',
  'before <|im_end|>after<|endoftext|>',
  '<|im_start |> < |im_end|> <|not_special|>',
  '中文、日本語のテキスト、한국어 텍스트',
  'العربية مع עברית و English',
  'Ω≈ç√∫˜µ≤≥÷ ∑ ∞ → ⇒ \u0000 \u0007',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  '!!!???...---___===***///\\\\\\',
  '\u{1F468}\u200d\u{1F469}\u200d\u{1F467}\u200d\u{1F466} \ufe0f \u200d \u{10FFFD}',
  'Supercalifragilisticexpialidocious antidisestablishmentarianism',
  'end without a stop',
  'x\n',
  '\u{1D518}\u{1D52B}\u{1D526} mathematical \u{1D7D8}\u{1D7D9}',
  'ক খ গ, தமிழ், తెలుగు, ਪੰਜਾਬੀ, ગુજરાતી, ಕನ್ನಡ, മലയാളം, ଓଡ଼ିଆ, اردو',
  'a. b, c; d: e? f! (g) [h] {i} "j" \'k\' `l`',
  '   \n  indented\n    deeper\n',
  '0.1+0.2=0.30000000000000004',
  'ALLCAPS camelCase snake_case kebab-case dot.case',
  'प्रत्येक क्‍ष और र्‍य में ZWJ है',
  'क़ ख़ ग़ ज़ ड़ ढ़ फ़ vs क\u093c ख\u093c',
  'email@domain.in, +91-98765-43210, ₹1,00,000/-',
  '2026-11-23T04:05:06Z',
  '\u2028line separator\u2029paragraph separator',
  '🙂'.repeat(12),
];

export interface SampleText {
  kind: 'english' | 'hinglish' | 'devanagari' | 'code' | 'emoji' | 'awkward';
  text: string;
}

/** All 200, always the same. */
export function sampleTexts(): SampleText[] {
  const sets = { english: ENGLISH, hinglish: HINGLISH, devanagari: DEVANAGARI, code: CODE, emoji: EMOJI };
  const composed = Object.entries(sets).flatMap(([kind, { frames, things }]) =>
    frames.flatMap((frame, f) =>
      things.map((what, t) => ({ kind: kind as SampleText['kind'], text: frame(NUMBERS[(f + t) % 5] ?? '', what) })),
    ),
  );
  return [...composed, ...AWKWARD.map((text) => ({ kind: 'awkward' as const, text }))];
}

function toDevanagariDigits(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCodePoint(0x0966 + Number(digit)));
}
