/** The README.md of an export: the model card, what was checked, and how to open it. Pure. */
import { FORMAT_WRITERS } from './formats/index.js';
import type { ExportCheck, ExportFormat, ExportSource } from './types.js';

export interface ReadmeFacts {
  format: ExportFormat;
  precision: string;
  checks: readonly ExportCheck[];
  rejected: readonly { precision: string; logits: { max: number } }[];
}

export function exportReadme(source: ExportSource, { format, precision, checks, rejected }: ReadmeFacts): string {
  const card =
    source.card ?? [`---`, `base_model: ${source.base.nameOrPath}`, `---`, ``, `# ${source.name}`, ``].join('\n');
  return [
    card.trimEnd(),
    '',
    `## These files (${format}, ${precision})`,
    '',
    ...FORMAT_WRITERS[format].usage(source),
    '',
    'Checked when they were written:',
    '',
    ...checks.map(({ text }) => `- ${text.en}`),
    ...rejected.map(
      ({ precision: other, logits }) =>
        `- ${other} was tried and not kept: ${
          Number.isFinite(logits.max)
            ? `its logits are up to ${logits.max.toPrecision(3)} away`
            : 'it cannot hold the largest values'
        }`,
    ),
    '',
  ].join('\n');
}
