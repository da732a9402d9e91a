/** What the checks of exercises are written with: one way to say what was expected, what came, and what to try next, in both languages. */

export interface Said {
  en: string;
  hi: string;
}

/** One test of an exercise; it fails by throwing. `exercise` is what the learner's file exports. */
export interface Test<Exercise> {
  name: Said;
  run(exercise: Exercise, kit: Kit): void | Promise<void>;
}

export interface Expectation {
  /** The call as a person would type it, or in words where it is long. */
  call: string | Said;
  got: unknown;
  expected: unknown;
  /** One next idea, on a line of its own. */
  idea: Said;
  /** What typical misconceptions give, with what each overlooks; said in place of the idea. */
  mistakes?: readonly (readonly [result: unknown, overlooks: Said])[];
  /** How far numbers may be apart. */
  within?: number;
}

/** Passes when `got` is `expected`: numbers nearly, lists and objects part by part (fields of `expected` only). */
function same({ call, got, expected, idea, mistakes = [], within = 1e-9 }: Expectation): void {
  if (isSame(got, expected, within)) return;
  const mistake = mistakes.find(([result]) => isSame(got, result, within));
  const { en, hi } = mistake?.[1] ?? idea;
  const [asked, poocha] = typeof call === 'string' ? [call, call] : [call.en, call.hi];
  fail({
    en: `${asked}\nshould give: ${show(expected)}\nyours gave:  ${show(got)}\n${en}`,
    hi: `${poocha}\naana chahiye: ${show(expected)}\ntumhara aaya: ${show(got)}\n${hi}`,
  });
}

function fail(message: Said): never {
  throw message;
}

export const kit = { same, fail, isSame, show };
export type Kit = typeof kit;

function isSame(got: unknown, expected: unknown, within = 1e-9): boolean {
  if (typeof expected === 'number')
    return (
      typeof got === 'number' &&
      (Object.is(got, expected) || Math.abs(got - expected) <= within + 1e-9 * Math.abs(expected))
    );
  if (isList(expected))
    return (
      isList(got) &&
      got.length === expected.length &&
      Array.from(expected).every((one, at) => isSame(got[at], one, within))
    );
  if (typeof expected === 'object' && expected !== null) {
    if (typeof got !== 'object' || got === null) return false;
    const fields = new Map<string, unknown>(Object.entries(got));
    return Object.entries(expected).every(([name, one]) => fields.has(name) && isSame(fields.get(name), one, within));
  }
  return Object.is(got, expected);
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

const MOST_CHARACTERS = 120;

/** A value as one short line. */
function show(value: unknown): string {
  const text = written(value);
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}...`;
}

/** 112e9 is easier to read than 112000000000. */
function numeral(value: number): string {
  if (Math.abs(value) >= 1e9 && Number.isFinite(value)) return `${Number((value / 1e9).toPrecision(6))}e9`;
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
}

function written(value: unknown): string {
  if (typeof value === 'number') return numeral(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (isList(value)) return `[${Array.from(value, written).join(', ')}]`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, one]) => `${name}: ${written(one)}`)
      .join(', ')}}`;
  return String(value);
}
