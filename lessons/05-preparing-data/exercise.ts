/** A row as text: the model is given the prompt and must continue it. */
export interface Example {
  prompt: string;
  completion: string;
}

/** A ticket in the template of this lesson, without spaces at its ends. */
export function format(text: string, label: string): Example {
  return {
    prompt: `Classify: ${text}\n\nCategory: `,
    completion: label,
  };
}

/** Tokens of a row, and of each whether the loss looks at it. */
export interface Masked {
  ids: number[];
  trained: boolean[];
}

/** Prompt, answer and the end token; end is the id that says "stop". */
export function mask(
  prompt: number[],
  answer: number[],
  end: number,
): Masked {
  const ids = [...prompt, ...answer, end];
  return { ids, trained: ids.map((id) => id !== end) };
}

/** What is left of it when only the first maxLength tokens are kept. */
export function afterCut(row: Masked, maxLength: number) {
  // 'whole': all of it. 'cut': some of the answer. 'useless': none of it.
  return row.ids.length <= maxLength ? 'whole' : 'useless';
}
