/** What a base model is and costs to get, in a few words. Pure. */
import type { Dictionary } from '../i18n/index.js';
import { formatBytes, formatCount } from '../i18n/units.js';
import type { BaseOption } from '../workflow/base-options.js';

/** `135M parameters, 98 MB to fetch` */
export function baseFacts(base: BaseOption, words: Dictionary): string {
  const { bases } = words.prepare;
  const size = base.sizeBytes === null ? '' : ` ${formatBytes(base.sizeBytes)}`;
  const where = base.kind === 'builtin' ? bases.shipped : base.available ? bases.here : bases.fetch;
  const parameters = base.parameters === null ? '' : `${formatCount(base.parameters)} ${bases.parameters},`;
  return `${parameters}${size} ${where}`.trim();
}
