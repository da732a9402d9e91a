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
  let text = '';
  for await (const bytes of body) {
    const line = new TextDecoder().decode(bytes);
    const event = JSON.parse(line.slice('data: '.length));
    text += event.choices[0].delta.content;
  }
  return { text, finished: true };
}
