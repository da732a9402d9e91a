/** API keys and tokens by their issuers' published shapes, and private key blocks. */
import { type Detector, matches, type Span } from './detector.js';

const KEYS: RegExp[] = [
  /(?<![A-Za-z0-9])(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Za-z])/g, // AWS access key id
  /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36,255}/g, // GitHub
  /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{22,255}/g,
  /(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20,64}/g, // GitLab
  /(?<![A-Za-z0-9])sk-(?:[a-z]{2,10}-)?[A-Za-z0-9_-]{20,200}/g, // OpenAI, Anthropic and others
  /(?<![A-Za-z0-9])[srp]k_(?:live|test)_[A-Za-z0-9]{16,128}/g, // Stripe
  /(?<![A-Za-z0-9])rzp_(?:live|test)_[A-Za-z0-9]{14,32}/g, // Razorpay
  /(?<![A-Za-z0-9])xox[abeprs]-[A-Za-z0-9-]{10,250}/g, // Slack
  /(?<![A-Za-z0-9])AIza[0-9A-Za-z_-]{35}/g, // Google
  /(?<![A-Za-z0-9])hf_[A-Za-z0-9]{30,64}/g, // Hugging Face
  /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}/g,
  /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{32,64}/g, // SendGrid
  /(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,1000}/g, // JSON Web Token
];
/** One cheap search that every key above passes. */
const HINT = /AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|sk-|k_live_|k_test_|rzp_|xox|AIza|hf_|npm_|SG\.|eyJ/;
/** `api_key = "..."`, with the value as the secret. */
const ASSIGNED =
  /(?:api[_-]?key|secret[_-]?key|access[_-]?token|auth[_-]?token|client[_-]?secret|password|passwd)["']?\s{0,4}[:=]\s{0,4}["']([^\s"']{16,200})["']/gi;
const ASSIGNED_HINT = /key|token|secret|passw/i;

export const apiKey: Detector = {
  code: 'api-key',
  placeholder: '[API_KEY]',
  find(text) {
    const spans = HINT.test(text) ? KEYS.flatMap((pattern) => matches(text, pattern)) : [];
    if (ASSIGNED_HINT.test(text)) spans.push(...assignedSecrets(text));
    return spans.sort((a, b) => a.start - b.start || b.end - a.end);
  },
};

/** Quoted values that mix letters and digits; `password = "correct-horse-battery"` in a tutorial is not one. */
function assignedSecrets(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(ASSIGNED)) {
    const value = match[1] ?? '';
    if (!/[A-Za-z]/.test(value) || (value.match(/\d/g) ?? []).length < 3) continue;
    const start = match.index + match[0].lastIndexOf(value);
    spans.push({ start, end: start + value.length });
  }
  return spans;
}

const BEGIN = /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
const END = /-----END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;

/** From BEGIN to END; a block that never ends reaches to the end of the text. */
export const privateKey: Detector = {
  code: 'private-key',
  placeholder: '[PRIVATE_KEY]',
  find(text) {
    if (!text.includes('PRIVATE KEY')) return [];
    const spans: Span[] = [];
    const ends = matches(text, END);
    let nextEnd = 0;
    for (const { start } of matches(text, BEGIN)) {
      if (start < (spans.at(-1)?.end ?? 0)) continue;
      while ((ends[nextEnd]?.start ?? Number.POSITIVE_INFINITY) < start) nextEnd += 1;
      spans.push({ start, end: ends[nextEnd]?.end ?? text.length });
    }
    return spans;
  },
};
