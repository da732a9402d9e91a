/** `vishesh export ID --format F --out DIR`: the result of a job, or a model, as files that other tools open. */
import { Problem } from '../base/error.js';
import { type Localized, say } from '../base/localized.js';
import { type Exported, type ExportStage, exportModel } from '../deploy/export/export-model.js';
import type { ExportFormat, GgufQuant } from '../deploy/export/types.js';
import { formatBytes } from '../i18n/units.js';
import { findExportSource } from '../workflow/export-source.js';
import { clearingUp, type Left } from './interrupt.js';
import type { CommandIo } from './io.js';
import { inLanguage } from './json.js';

export interface ExportFlags {
  id: string;
  format: ExportFormat;
  out: string;
  quant?: GgufQuant;
}

type ExportIo = Pick<CommandIo, 'json' | 'lang' | 'home' | 'out' | 'progress'>;

/** Exit code 0, or 130, 143 and 129 when interrupted; expected failures are thrown as `Problem`. */
export async function exportCommand(flags: ExportFlags, io: ExportIo): Promise<number> {
  refuseIdleQuant(flags);
  return clearingUp(io, STOPPED, async (signal) => {
    io.progress(`${say(STAGES.open, io.lang)}\n`);
    const { source, checks } = await findExportSource(io.home, flags.id, flags.format);
    signal.throwIfAborted();
    const exported = await exportModel(source, {
      format: flags.format,
      out: flags.out,
      quant: flags.quant ?? null,
      checks,
      signal,
      onStage: (stage) => io.progress(`${say(STAGES[stage], io.lang)}\n`),
    });
    if (io.json) io.out(JSON.stringify(inLanguage(exported, io.lang)));
    else io.out(exportText(exported, io));
    return 0;
  });
}

/** A flag that would do nothing is a misunderstanding. */
function refuseIdleQuant({ format, quant }: ExportFlags): void {
  if (quant === undefined || format === 'gguf' || format === 'ollama') return;
  throw new Problem({
    code: 'usage',
    message: {
      en: `--quant is for the formats gguf and ollama; ${format} keeps the numbers as they were trained.`,
      hi: `--quant sirf gguf aur ollama format ke liye hai; ${format} mein numbers waise hi rehte hain jaise train hue.`,
    },
    next: { en: 'Leave --quant out, or use --format gguf.', hi: '--quant hata do, ya --format gguf lo.' },
  });
}

function exportText({ out, files, checks, rejected, precision, format }: Exported, { lang }: ExportIo): string {
  return [
    ...checks.map(({ text }) => `ok  ${say(text, lang)}`),
    ...rejected.map(({ precision: other, logits }) => `--  ${say(tried(other, logits.max), lang)}`),
    `${format} (${precision}): ${out}`,
    ...files.map(({ name, bytes }) => `    ${name}  ${formatBytes(bytes)}`),
  ].join('\n');
}

const tried = (precision: string, max: number): Localized =>
  Number.isFinite(max)
    ? {
        en: `${precision} was tried first: its logits are up to ${max.toPrecision(3)} away, so it was not kept`,
        hi: `pehle ${precision} try kiya: uske logits ${max.toPrecision(3)} tak alag nikle, isliye nahi rakha`,
      }
    : {
        en: `${precision} was tried first: it cannot hold the largest values, so it was not kept`,
        hi: `pehle ${precision} try kiya: usmein sabse badi values nahi aati, isliye nahi rakha`,
      };

const STAGES: Record<ExportStage | 'open', Localized> = {
  open: { en: 'opening the model', hi: 'model khol rahe hain' },
  compare: { en: 'computing what it must answer', hi: 'dekh rahe hain ki use kya jawab dena chahiye' },
  write: { en: 'writing', hi: 'likh rahe hain' },
  'read-back': { en: 'reading it back and comparing', hi: 'wapas padhkar compare kar rahe hain' },
  finish: { en: 'checksums', hi: 'checksums' },
};

const STOPPED: Left = {
  message: { en: 'Stopped. Nothing was kept.', hi: 'Rok diya. Kuch bhi adhoora nahi chhoda.' },
  next: { en: 'Run the command again.', hi: 'Command phir se chalao.' },
};
