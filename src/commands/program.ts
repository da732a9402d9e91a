/** The table of commands and flags (CONTRACT). Each action imports its command when it runs, and nothing before. */
import { Command, CommanderError, Option } from 'commander';
import { TASKS } from '../data/types.js';
import { EXPORT_FORMATS, EXPORT_QUANTS } from '../deploy/export/names.js';
import { PRACTICE_PARTS } from '../learn/progress/summary.js';
import { GRADES } from '../learn/reviews/grades.js';
import { DEFAULT_BASE } from '../models/default-base.js';
import { BUDGETS, COMPUTES, METHODS } from '../plan/types.js';
import { describeCommand } from './help-json.js';
import { interruptible } from './interrupt.js';
import type { CommandIo } from './io.js';
import { columns, integer, letter, number, oneOf, rates, setting } from './options.js';
import { PRACTICE_ACTIONS } from './practice-actions.js';
import { unknownCommand } from './unknown-command.js';
import { VERSION } from './version.js';

type Run = (io: CommandIo) => Promise<number>;
type Execute = (globalFlags: Record<string, never>, run: Run) => Promise<void>;

/** `json`: help and version are told as one JSON object, too. */
export function buildProgram(execute: Execute, json = false): Command {
  const program = new Command('vishesh')
    .description(
      'Fine-tune a real language model on your own file, in the terminal, and learn how.\nWithout a command it opens the app.',
    )
    .version(json ? JSON.stringify({ name: 'vishesh', version: VERSION }) : VERSION)
    .configureHelp(json ? { formatHelp: (command) => `${JSON.stringify(describeCommand(command))}\n` } : {})
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    // The app's own --base must not swallow the one of a command.
    .enablePositionalOptions()
    .option('--base <model>', 'the app: base model, an id of `models list`, a folder, or a .gguf file')
    .helpCommand('help [command]', 'this help, or that of one command')
    .argument('[command]')
    .usage('[options] [command]')
    .action((_first: string | undefined, options: { base?: string }, command: Command) => {
      refuseUnknown(command);
      return start(command, async (io) => (await import('./app.js')).appCommand(options, io));
    });

  const start = (command: Command, run: Run): Promise<void> => execute(command.optsWithGlobals(), run);
  const add = (name: string, description: string): Command =>
    withGlobals(program.command(name).description(description));

  withGlobals(program);
  addDataCommands(add, start);
  addCompareCommand(add, start);
  addJobCommands(add, start);
  addModelCommands(add, start);
  addExportCommand(add, start);
  addLearnCommands(add, start);
  add('doctor', 'this machine, versions, what works and what does not').action((_o, command: Command) =>
    start(command, async (io) => (await import('./doctor.js')).doctorCommand(io)),
  );
  // Whatever follows a misspelt command, that command is the fault. After the commands, which inherit what is set before them.
  return program.allowExcessArguments().allowUnknownOption();
}

/** What no command has taken: a misspelt one, or an option that the app does not have. */
function refuseUnknown({ args, commands }: Command): void {
  const [first] = args;
  if (first === undefined) return;
  if (first.startsWith('-')) throw new CommanderError(2, 'commander.unknownOption', `unknown option '${first}'`);
  throw unknownCommand(
    first,
    commands.map((command) => command.name()),
  );
}

type Add = (name: string, description: string) => Command;
type Start = (command: Command, run: Run) => Promise<void>;

function withGlobals(command: Command): Command {
  return command
    .option('--json', 'the result as one JSON object on the last line of stdout')
    .addOption(new Option('--lang <lang>', 'language of messages').choices(['en', 'hi']))
    .option('--home <dir>', 'folder for models, jobs and deployments (or VISHESH_HOME)')
    .option('--plain', 'no colour, no cursor movement')
    .option('--debug', 'print stack traces')
    .exitOverride();
}

function dataFlags(command: Command): Command {
  return command
    .option('--task <task>', `the task: ${TASKS.join(', ')}`, oneOf(...TASKS))
    .option('--columns <map>', 'which columns mean what: prompt=q,completion=a', columns)
    .option('--base <model>', 'base model: an id of `models list`, a folder, or a .gguf file');
}

/** Every setting but the learning rate, which each method has its own of. */
function settingFlags(command: Command): Command {
  return command
    .option('--epochs <n>', 'passes over the training rows', setting('epochs'))
    .option('--batch-size <n>', 'examples in one batch', setting('batchSize'))
    .option('--gradient-accumulation <n>', 'batches in one optimizer step', setting('gradientAccumulation'))
    .option('--max-length <n>', 'tokens of one example at most', setting('maxLength'))
    .option('--warmup-ratio <x>', 'share of steps for warm-up', setting('warmupRatio'))
    .option('--schedule <name>', 'linear | cosine | constant', oneOf('linear', 'cosine', 'constant'))
    .option('--weight-decay <x>', 'AdamW weight decay', setting('weightDecay'))
    .option('--rank <r>', 'LoRA rank', setting('lora.rank'))
    .option('--alpha <a>', 'LoRA alpha', setting('lora.alpha'))
    .option('--dropout <p>', 'LoRA dropout', setting('lora.dropout'))
    .option('--rs-lora', 'rank-stabilised LoRA scaling')
    .option('--target-modules <names>', 'LoRA target layers, comma separated', (value) => value.split(','))
    .option('--last-blocks <n>', 'partial: how many last blocks are trained', setting('partial.lastBlocks'))
    .option('--seed <n>', 'seed of the split, the initialisation and the order', setting('seed'));
}

function planFlags(command: Command): Command {
  dataFlags(command)
    .option('--adapter <dir>', 'go on training from this LoRA adapter (a PEFT folder) of the same base')
    .option('--budget <budget>', BUDGETS.join(' | '), oneOf(...BUDGETS))
    .option('--compute <compute>', COMPUTES.join(' | '), oneOf(...COMPUTES))
    .option('--method <method>', `${METHODS.join(' | ')} (pft means partial)`, (value) =>
      oneOf(...METHODS)(value === 'pft' ? 'partial' : value),
    )
    .option('--learning-rate <x>', 'peak learning rate', setting('learningRate'));
  return settingFlags(command);
}

function addDataCommands(add: Add, start: Start): void {
  add('check', 'steps 1-2: detect, convert and validate a data file')
    .argument('<file>')
    .option('--task <task>', `the task: ${TASKS.join(', ')}`, oneOf(...TASKS))
    .option('--columns <map>', 'which columns mean what: prompt=q,completion=a', columns)
    .option('--base <model>', 'count tokens as this model does')
    .option('--max-length <n>', 'tokens of one example at most', setting('maxLength'))
    .option('--fix <out>', 'write a repaired copy and an audit of every change')
    .option('--show-tokens <n>', 'show the exact tokens of the first n rows, trained and masked', integer(1, 100))
    .action((file: string, options, command: Command) =>
      start(command, async (io) => {
        const { checkCommand } = await import('./check.js');
        return interruptible(io, (own) => checkCommand({ ...options, file }, own));
      }),
    );
  planFlags(add('plan', 'steps 3-4: method with reasons, hyperparameters, estimate'))
    .argument('<file>')
    .option('--measure', 'measure time and memory with three real steps on the longest batch')
    .action((file: string, options, command: Command) =>
      start(command, async (io) => (await import('./plan.js')).planCommand({ ...options, file }, io)),
    );
  planFlags(add('run', 'all eight steps: from a file to a served model'))
    .argument('<file>')
    .option('--name <model>', 'name of the tuned model')
    .option('--no-deploy', 'stop after step 7')
    .option('--no-measure', 'skip the measured estimate')
    .option('--strict', 'stop on warnings about the data, too')
    .option('--events', 'stream events as JSON lines before the result')
    .action((file: string, options, command: Command) =>
      start(command, async (io) => (await import('./run.js')).runCommand({ ...options, file }, io)),
    );
}

function addCompareCommand(add: Add, start: Start): void {
  settingFlags(dataFlags(add('compare', 'several methods on the same rows: scores, cost, what each forgot, advice')))
    .argument('[file]')
    .option('--methods <names>', 'two or three of full, lora, partial', METHODS.join(','))
    .option('--learning-rates <map>', 'instead of the defaults: full=5e-5,lora=1e-3', rates)
    .option('--fresh', 'train anew where a finished job with the same settings is there')
    .option('--markdown', 'the table as Markdown')
    .option('--show <id>', 'an earlier comparison again, by its id, or `last`')
    .option('--list', 'the comparisons made so far')
    .option('--remove <id>', 'forget a comparison; its jobs stay')
    .option('--events', 'stream events as JSON lines before the result')
    .action((file: string | undefined, options, command: Command) =>
      start(command, async (io) => (await import('./compare.js')).compareCommand({ ...options, file }, io)),
    );
}

function addJobCommands(add: Add, start: Start): void {
  add('jobs', 'past and running jobs: list | show | resume | pause | cancel | remove')
    .argument(
      '[action]',
      'list, show, resume, pause, cancel, remove',
      oneOf('list', 'show', 'resume', 'pause', 'cancel', 'remove'),
      'list',
    )
    .argument('[id]')
    .option('--events', 'stream events as JSON lines before the result')
    .action((action, id: string | undefined, options, command: Command) =>
      start(command, async (io) => (await import('./jobs.js')).jobsCommand({ action, id, ...options }, io)),
    );
  add('evaluate', 'step 7 again, or on other data')
    .argument('<id>')
    .option('--file <file>', 'evaluate on the rows of this file')
    .option('--columns <map>', 'which columns of it mean what: prompt=q,completion=a', columns)
    .action((id: string, options, command: Command) =>
      start(command, async (io) => {
        const { evaluateCommand } = await import('./evaluate.js');
        return interruptible(io, (own) => evaluateCommand({ ...options, id }, own));
      }),
    );
}

function addExportCommand(add: Add, start: Start): void {
  add('export', "hand a job's result, a tuned model or a base model to other tools, checked")
    .argument('<id>', "a job's id, or the name of a model")
    .requiredOption('--format <format>', EXPORT_FORMATS.join(' | '), oneOf(...EXPORT_FORMATS))
    .requiredOption('--out <dir>', 'a new or empty folder')
    .option('--quant <type>', `gguf, ollama: ${EXPORT_QUANTS.join(' | ')}`, oneOf(...EXPORT_QUANTS))
    .addHelpText('after', EXPORT_HELP)
    .action((id: string, options, command: Command) =>
      start(command, async (io) => (await import('./export.js')).exportCommand({ ...options, id }, io)),
    );
}

function addLearnCommands(add: Add, start: Start): void {
  add('learn', 'the lessons: list, read one, run its cells, or do its exercise')
    .argument('[id]', "a lesson's id or number; or `labs`, `lab` with its number, `debrief` with a job's id")
    .argument('[of]', 'with `lab`: its id or number; with `debrief`: a job, else the newest that is done')
    .option('--run', 'run the cells and compare with what the lesson shows; make the run of a lab')
    .option('--cells <ids>', 'with --run: only these, comma separated')
    .option('--exercise <out>', "write the lesson's exercise into this file, to be completed")
    .option('--check <file>', "run the exercise's tests on your file")
    .option('--hints <n>', 'with --check: show so many hints', integer(0, 9), 0)
    .option('--diagnosis <letter>', 'of a lab: the fault', letter)
    .option('--repair <letter>', 'of a lab: the change that heals it', letter)
    .option('--answer <letters>', 'of a debrief: one letter for each question')
    .action((id: string | undefined, of: string | undefined, options, command: Command) =>
      start(command, async (io) => {
        if (id === 'debrief') return (await import('./learn-debrief.js')).debriefCommand({ ...options, jobId: of }, io);
        if (id !== 'labs' && id !== 'lab') return (await import('./learn.js')).learnCommand({ ...options, id }, io);
        const { labCommand, labsCommand } = await import('./learn-labs.js');
        return of === undefined ? labsCommand(io) : labCommand({ ...options, id: of }, io);
      }),
    );
  add('interview', 'the interview room: list | ask | mock')
    .argument('[action]', 'list, ask, mock', oneOf('list', 'ask', 'mock'), 'list')
    .argument('[id]', "ask: a question's id; without it, the next one")
    .option('--answer <text>', 'ask: the answer; it is scored')
    .option('--answer-file <file>', 'ask: the answer from a file, or - for standard input')
    .option('--hints <n>', 'ask: show so many hints', integer(0, 9), 0)
    .option('--grade <grade>', `ask: when it comes back: ${GRADES.join(', ')}`, oneOf(...GRADES))
    .option('--answers <file>', 'mock: the answers, a list in YAML or JSON')
    .option('--seed <n>', 'of the choice of questions', integer(0, 4294967295))
    .action((action, id: string | undefined, options, command: Command) =>
      start(command, async (io) => (await import('./interview.js')).interviewCommand({ ...options, action, id }, io)),
    );
  add('practice', 'the graded mini task: status | start | check | hint | reset | report')
    .argument('[action]', PRACTICE_ACTIONS.join(', '), oneOf(...PRACTICE_ACTIONS), 'status')
    .argument('[part]', `check, hint: ${PRACTICE_PARTS.join(', ')}`, oneOf(...PRACTICE_PARTS))
    .option('--dir <dir>', 'start: a new or empty folder (./vishesh-practice); else where it was moved to')
    .option('--seed <n>', 'start, reset: which task', integer(0, 999_999))
    .option('--again', 'start: though there is a task already')
    .option('--watch', 'check: again whenever the files are saved, until Ctrl+C')
    .option('--take', 'hint: pay for the next one')
    .option('--name <name>', 'report: the name on the certificate')
    .action((action, part, options, command: Command) =>
      start(command, async (io) => (await import('./practice.js')).practiceCommand({ ...options, action, part }, io)),
    );
  add('progress', 'what was learned, what is weak, what is next')
    .option('--out <file>', 'write everything that --json tells to a new file')
    .action((options, command: Command) =>
      start(command, async (io) => (await import('./progress.js')).progressCommand(options, io)),
    );
}

const EXPORT_HELP = `
Formats:
  peft       the LoRA adapter, for PEFT
  hf         the merged model as a folder, for transformers and what reads its layout
  gguf       the merged model in one file, for llama.cpp and programs built on it (--quant, default f16)
  gguf-lora  the adapter for llama.cpp, with a Modelfile
  ollama     a gguf file (--quant, default q8_0) and a Modelfile with the prompts of training
Nothing is kept unless the files, read back, answer as the trained model does; the differences are printed.`;

function addModelCommands(add: Add, start: Start): void {
  add('models', 'base models: list | show | pull | path')
    .argument('[action]', 'list, show, pull, path', oneOf('list', 'show', 'pull', 'path'), 'list')
    .argument('[id]')
    .action((action, id: string | undefined, _options, command: Command) =>
      start(command, async (io) => (await import('./models.js')).modelsCommand({ action, id }, io)),
    );
  add('chat', 'talk to a base or tuned model')
    .argument('[model]', 'a base or tuned model', DEFAULT_BASE)
    .option('--prompt <text>', 'one question; without it, a conversation')
    .option('--system <text>', 'system message')
    .option('--max-tokens <n>', 'tokens of an answer at most', integer(1, 8192), 200)
    .option('--temperature <x>', '0 is greedy', number(0, 5), 0)
    .option('--seed <n>', 'seed of the sampling', integer(0, 4294967295), 42)
    .option(
      '--best-of <n>',
      'draw so many answers, give the likeliest (default: 40 for the base nano, else 1)',
      integer(1, 64),
    )
    .action((model: string, options, command: Command) =>
      start(command, async (io) => (await import('./chat.js')).chatCommand({ ...options, model }, io)),
    );
  add('serve', 'step 8: OpenAI-compatible HTTP API for every deployed model')
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on', integer(0, 65535), 8787)
    .option('--api-key-file <file>', 'file with the API key (needed off loopback)')
    .option('--stop', 'stop the server that `run` started')
    .option('--status', 'say whether that server runs')
    .action((options, command: Command) =>
      start(command, async (io) => (await import('./serve.js')).serveCommand(options, io)),
    );
}
