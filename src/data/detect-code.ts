/** Whether a text is program code, by fences, keywords of common languages and punctuation. Pure. */

const FENCE = /^\s*```/m;

/** Each is hard to meet in prose. */
const SIGNS: readonly RegExp[] = [
  /\bfunction\b\s*\w*\s*\(/,
  /=>\s*[{(\w]/,
  /\b(?:const|let|var)\s+[\w{[$]/,
  /^\s*def\s+\w+\s*\(.*\)\s*(?:->.*)?:/m,
  /^\s*(?:import\s+[\w{*]|from\s+\S+\s+import\b)/m,
  /^\s*#include\s*[<"]/m,
  /^\s*(?:public|private|protected|static)\s+[\w<>[\]]+\s+\w+/m,
  /^\s*class\s+\w+.*[:{]\s*$/m,
  /\breturn\b[^.!?\n]*;?\s*\}?$/m,
  /\b(?:console\.log|System\.out\.print|printf|println!?)\s*\(/,
  /\b(?:SELECT\b[\s\S]+\bFROM|INSERT\s+INTO|CREATE\s+TABLE)\b/,
  /\b(?:if|for|while|switch)\s*\([^)]*\)\s*\{/,
  /^\s*(?:for\s+\w+\s+in\s+.+|if\s+.+|while\s+.+):\s*$/m,
  /\w+\.\w+\([^)]*\)\s*[;.]/,
  /^\s*fn\s+\w+\s*[<(]/m,
  /<\/?(?:div|span|html|body|p|a|ul|li|button|input)\b[^>]*>/,
  /[;{}]\s*$/m,
];

/** Two different signs, or a code fence, or one sign in a text that is rich in code punctuation. */
export function looksLikeCode(text: string): boolean {
  if (FENCE.test(text)) return true;
  const sample = text.slice(0, 4000);
  let signs = 0;
  for (const sign of SIGNS) if (sign.test(sample) && ++signs === 2) return true;
  const punctuation = sample.match(/[{}()[\];=<>+*/&|]/g)?.length ?? 0;
  return signs === 1 && punctuation / Math.max(1, sample.length) > 0.06;
}
