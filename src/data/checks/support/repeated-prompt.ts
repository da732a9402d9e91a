/** Whether, and where, an answer repeats its prompt. */

/** Shorter prompts ("refund?") stand inside honest answers by chance. */
export const MIN_REPEATED = 15;

/** Whether the answer contains the whole prompt, letter by letter but for case and outer spaces. */
export function repeatsPrompt(prompt: string, answer: string): boolean {
  const wanted = prompt.trim();
  if (wanted.length < MIN_REPEATED || answer.length < wanted.length) return false;
  return answer.toLowerCase().includes(wanted.toLowerCase());
}

/** The answer without the prompt at its beginning and what joined them; unchanged when nothing would be left. */
export function stripRepeatedPrompt(prompt: string, answer: string): string {
  const wanted = prompt.trim();
  const start = answer.trimStart();
  if (wanted.length < MIN_REPEATED || start.slice(0, wanted.length).toLowerCase() !== wanted.toLowerCase())
    return answer;
  const rest = start.slice(wanted.length).replace(/^[\s:;,.?!\-–—=>|]+/, '');
  return rest.length > 0 ? rest : answer;
}
