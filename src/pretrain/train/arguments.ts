/** The command line of `npm run pretrain`. */
import { cpus, homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export interface PretrainArguments {
  corpus: string;
  out: string;
  /** Tokens of the whole run: the schedule follows from it. */
  tokens: number;
  threads: number;
  /** This call ends after so many minutes, with a checkpoint; the next one goes on. */
  minutes: number;
  checkpointMinutes: number;
  /** Goes on although the text is another than the checkpoint was trained on. */
  newData: boolean;
  /** A model folder of the same shape whose weights and tokenizer the training begins with; random weights when it is null. */
  from: string | null;
}

/** Tokens of the shipped model's training. */
const TOKENS = 14_000_000;

export const USAGE = `npm run pretrain -- [options]
  --corpus DIR               text as "npm run corpus" gathers it (VISHESH_CORPUS, else ~/.cache/vishesh-corpus)
  --out DIR                  tokenizer, checkpoints, log (default ~/.cache/vishesh-pretrain)
  --tokens N                 length of the whole training; the schedule follows from it (default ${TOKENS})
  --minutes N                stop after N minutes with a checkpoint; the same command goes on from it
  --checkpoint-minutes N     how often to save (default 5)
  --threads N                default: one per core
  --from DIR                 begin with the weights and the tokenizer of this model folder instead of random ones
  --new-data                 go on although the corpus has changed since the checkpoint`;

export const defaultCorpus = (): string => process.env.VISHESH_CORPUS ?? join(homedir(), '.cache', 'vishesh-corpus');
export const defaultOut = (): string => join(homedir(), '.cache', 'vishesh-pretrain');

/** Null when help is asked for. */
export function readArguments(argv: readonly string[]): PretrainArguments | null {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      corpus: { type: 'string' },
      out: { type: 'string' },
      tokens: { type: 'string' },
      minutes: { type: 'string' },
      'checkpoint-minutes': { type: 'string' },
      threads: { type: 'string' },
      from: { type: 'string' },
      'new-data': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  return {
    corpus: values.corpus ?? defaultCorpus(),
    out: values.out ?? defaultOut(),
    tokens: positive('tokens', values.tokens, TOKENS),
    threads: positive('threads', values.threads, cpus().length),
    minutes: positive('minutes', values.minutes, Number.POSITIVE_INFINITY),
    checkpointMinutes: positive('checkpoint-minutes', values['checkpoint-minutes'], 5),
    newData: values['new-data'],
    from: values.from ?? null,
  };
}

function positive(name: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (number > 0) return number;
  throw new RangeError(`--${name} ${value}: need a number above 0`);
}
