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
  '07-choosing-a-method': [
    [
      'reads OR as AND',
      "budget === 'low' || compute",
      "budget === 'low' && compute",
      /it is OR and not AND/,
      /OR hai, AND nahi/,
    ],
    [
      'forgets the frozen base',
      '4 * parameters + 12 * trainable',
      '16 * trainable',
      /The frozen base must be in memory/,
      /Jama hua base bhi/,
    ],
    [
      'plans without a margin',
      'MARGIN * freeBytes',
      'freeBytes',
      /the margin is for activations/,
      /margin activations/,
    ],
  ],
  '08-hyperparameters': [
    [
      'rounds down',
      'Math.ceil(rows / batchSize)',
      'Math.floor(rows / batchSize)',
      /loses the rows of the last/,
      /aakhri chhote batch/,
    ],
    [
      'counts the warm-up in the fall',
      '(step - warmup) / (steps - warmup)',
      'step / steps',
      /The fall begins after the warm-up/,
      /Girna warm-up ke baad/,
    ],
    [
      'takes a whole cosine',
      '(peak * (1 + Math.cos(Math.PI * done))) / 2',
      'peak * Math.cos(Math.PI * done)',
      /negative rate/,
      /negative rate/,
    ],
  ],
  '09-inside-training': [
    [
      'lets e overflow',
      'Math.exp(logit - highest)',
      'Math.exp(logit)',
      /subtract the highest logit first/,
      /sabse bada logit ghata do/,
    ],
    ['goes uphill', 'logit - rate * ', 'logit + rate * ', /The gradient points uphill/, /chadhai ki taraf/],
    [
      'turns the sign of the gradient',
      'p - (token === right ? 1 : 0)',
      '(token === right ? 1 : 0) - p',
      /The sign is turned/,
      /Sign ulta hai/,
    ],
  ],
  '10-evaluating': [
    [
      'takes the row for precision',
      'sum(matrix.map((r) => r[label] ?? 0))',
      'sum(row)',
      /That is recall, along the row/,
      /Yeh recall hai/,
    ],
    ['divides 0 by 0', 'of === 0 ? 0 : part / of', 'part / of', /Count it as 0/, /Use 0 gino/],
    ['draws without replacement', 'right.map(draw)', 'right', /draw with replacement/, /wapas daal kar/],
  ],
  '11-deploying': [
    [
      'cuts letters in two',
      'decoder.decode(bytes, { stream: true })',
      'new TextDecoder().decode(bytes)',
      /use one TextDecoder/,
      /ek hi TextDecoder/,
    ],
    [
      'takes half an answer for a whole one',
      'finished: false',
      'finished: true',
      /half an answer must not pass/,
      /aadha jawab/,
    ],
    [
      'forgets errors',
      'if (error) throw new Error(error.message);',
      '',
      /Look at error before choices/,
      /pehle error dekho/,
    ],
  ],
  '12-costs': [
    ['takes the rate for one token', '(tokens / 1000) * run', 'tokens * run', /not for one/, /ek ka nahi/],
    ['counts long rows whole', 'Math.min(n, run.maxLength)', 'n', /counted whole/, /poori gin li/],
    ['takes watts for kilowatts', 'watts / 1000', 'watts', /Watts were taken for kilowatts/, /Watt ko kilowatt/],
  ],
};
