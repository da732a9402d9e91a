/** An answer that came in pieces. */
export interface Answer {
  text: string;
  /** Whether the server said `[DONE]`; without it something is missing. */
  finished: boolean;
}

/**
 * Reads an answer while it is written. The server sends lines:
 *
 *   data: {"choices":[{"delta":{"content":"We open"}}]}
 *
 *   data: [DONE]
 *
 * The network cuts bytes where it likes, in the middle of a line too.
 * Lines that do not begin with `data:` mean nothing. If one carries
 * {"error":{"message":"..."}}, throw an Error with that message.
 */
export async function readAnswer(
  body: AsyncIterable<Uint8Array>,
): Promise<Answer> {
  const answer = { text: '', finished: false };
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    // A letter of several bytes may come in two pieces, a line in many.
    rest += decoder.decode(bytes, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line, answer);
  }
  take(rest, answer);
  return answer;
}

function take(line: string, answer: Answer): void {
  if (!line.startsWith('data:')) return;
  const data = line.slice('data:'.length).trim();
  if (data === '[DONE]') answer.finished = true;
  else {
    const { choices, error } = JSON.parse(data);
    if (error) throw new Error(error.message);
    answer.text += choices?.[0]?.delta?.content ?? '';
  }
}
