/** Files that are not data for training, known by their first bytes. Pure. */
import type { Localized } from '../../base/localized.js';

const KINDS: readonly { bytes: readonly number[]; offset?: number; name: Localized }[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    name: { en: 'a ZIP archive or an Excel workbook (.xlsx)', hi: 'ZIP archive ya Excel workbook (.xlsx)' },
  },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], name: { en: 'an old Excel or Word file', hi: 'purani Excel ya Word file' } },
  { bytes: [0x25, 0x50, 0x44, 0x46], name: { en: 'a PDF', hi: 'PDF' } },
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: { en: 'a PNG image', hi: 'PNG image' } },
  { bytes: [0xff, 0xd8, 0xff], name: { en: 'a JPEG image', hi: 'JPEG image' } },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], name: { en: 'an SQLite database', hi: 'SQLite database' } },
  { bytes: [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], name: { en: 'an Arrow file', hi: 'Arrow file' } },
  { bytes: [0x47, 0x47, 0x55, 0x46], name: { en: 'a GGUF model', hi: 'GGUF model' } },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], name: { en: 'compressed with zstd', hi: 'zstd se compressed' } },
  { bytes: [0x42, 0x5a, 0x68], name: { en: 'compressed with bzip2', hi: 'bzip2 se compressed' } },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], name: { en: 'compressed with xz', hi: 'xz se compressed' } },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], name: { en: 'a 7z archive', hi: '7z archive' } },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], name: { en: 'a program', hi: 'program file' } },
  { bytes: [0x75, 0x73, 0x74, 0x61, 0x72], offset: 257, name: { en: 'a tar archive', hi: 'tar archive' } },
];

const startsWith = (head: Uint8Array, bytes: readonly number[], offset = 0): boolean =>
  bytes.every((byte, index) => head[offset + index] === byte);

export const isGzip = (head: Uint8Array): boolean => startsWith(head, [0x1f, 0x8b]);
export const isParquet = (head: Uint8Array): boolean => startsWith(head, [0x50, 0x41, 0x52, 0x31]);

/** What kind of binary file this is, or null for text. `head`: the first bytes, UTF-16 already converted to UTF-8. */
export function binaryKind(head: Uint8Array): Localized | null {
  for (const kind of KINDS)
    if (startsWith(head, kind.bytes, kind.offset)) {
      // Signatures made of letters ("BZh", "GGUF") may begin a text too; what follows decides.
      const letters = kind.bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
      if (!letters || kind.name.en === 'a PDF' || controlBytes(head) > 0) return kind.name;
    }
  // A few stray control characters are the business of the checks, row by row.
  return controlBytes(head) > Math.max(1, head.length / 200) ? { en: 'a binary file', hi: 'binary file' } : null;
}

/** Bytes that text does not contain: zero and the control characters other than tab, line ends, form feed and escape. */
function controlBytes(head: Uint8Array): number {
  let count = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 0x20 && byte !== 0x1b) || byte === 0x0b) count++;
  return count;
}
