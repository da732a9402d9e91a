/** Typical wrong solutions, each made of the right one by one change, with what its message must say in either language. */
type Mistake = [what: string, right: string, wrong: string, en: RegExp, hi: RegExp];

export const MISTAKES: Readonly<Record<string, Mistake[]>> = {
  '02-why-it-exists': [
    [
      'takes the mean of the rows',
      'tokens === 0 ? 0 : surprise / tokens',
      'rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + row.loss, 0) / rows.length',
      /mean of the rows/,
      /rows ka average/,
    ],
    ['takes powers of 2', 'Math.exp(loss)', '2 ** loss', /belong to bits/, /bits ke liye/],
  ],
  '03-types': [
    ['forgets the scale', '(alpha / r) * times', 'times', /scale alpha \/ r is missing/, /scale alpha \/ r reh gaya/],
    ['multiplies by r', '(alpha / r) * times', 'alpha * r * times', /scaled by alpha \* r/, /alpha \* r se scale/],
    ['counts the product', 'r * (out + into)', 'r * out * into', /more than W itself/, /W se bhi zyada/],
  ],
  '05-preparing-data': [
    [
      'does not train the end',
      'at >= prompt.length',
      'at >= prompt.length && at < ids.length - 1',
      /never learns to stop/,
      /rukna kabhi nahi/,
    ],
    [
      'masks by value',
      'ids.map((_, at) => at >= prompt.length)',
      '[...prompt.map((id) => id === end), ...answer.map(() => true), true]',
      /and not by its value/,
      /value se nahi/,
    ],
    ['leaves the space in the prompt', 'Category:`', 'Category: `', /a token of its own/, /alag token/],
  ],
  '06-validating-data': [
    [
      'writes all labels in lower case',
      "reduce((a, b) => (count(b) > count(a) ? b : a), '')",
      "reduce((a, b) => (count(b) > count(a) ? b : a), '').toLowerCase()",
      /Lower case everywhere/,
      /Sab lower case/,
    ],
    ['decides a contradiction', '&& row.label === label', '', /A program cannot know/, /Program nahi jaan sakta/],
    ['drops silently', "note('duplicate')", 'void 0', /Nothing is dropped silently/, /Chupchaap kuch nahi/],
    [
      'writes into the original',
      'rows.push({ ...ticket, label })',
      'rows.push(Object.assign(ticket, { label }))',
      /Do not write into the ticket/,
      /Ticket mein mat likho/,
    ],
  ],
};
