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
};
