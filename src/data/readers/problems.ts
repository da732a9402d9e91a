/** What can be wrong with a file before its first record, each with one next step. */
import { Problem } from '../../base/error.js';
import type { Localized } from '../../base/localized.js';

const FORMATS_TEXT = {
  en: 'JSON lines, JSON, CSV, TSV or Parquet (each also .gz)',
  hi: 'JSON lines, JSON, CSV, TSV ya Parquet (sab .gz mein bhi)',
};

export function emptyFile(path: string): Problem {
  return new Problem({
    code: 'empty-file',
    message: { en: 'The file is empty.', hi: 'File khaali hai.' },
    where: path,
    next: { en: 'Give a file with at least 10 examples.', hi: 'Aisi file dein jisme kam se kam 10 examples hon.' },
  });
}

export function binaryFile(path: string, kind: Localized): Problem {
  return new Problem({
    code: 'binary-file',
    message: {
      en: `This is not a text file: it looks like ${kind.en}.`,
      hi: `Yeh text file nahi hai: ${kind.hi} lagti hai.`,
    },
    where: path,
    next: { en: `Export the data as ${FORMATS_TEXT.en}.`, hi: `Data ko ${FORMATS_TEXT.hi} mein export karein.` },
  });
}

export function unknownFormat(path: string): Problem {
  return new Problem({
    code: 'unknown-format',
    message: {
      en: `The content is not ${FORMATS_TEXT.en}.`,
      hi: `File ka content ${FORMATS_TEXT.hi} nahi hai.`,
    },
    where: `${path}:1`,
    next: {
      en: 'Write one JSON object per line, for example {"input": "...", "output": "..."}.',
      hi: 'Har line par ek JSON object likhein, jaise {"input": "...", "output": "..."}.',
    },
  });
}

export function wrongEncoding(path: string, line: number): Problem {
  return new Problem({
    code: 'wrong-encoding',
    message: {
      en: 'Most of the file is not valid UTF-8; it was probably saved as Windows-1252 or Latin-1.',
      hi: 'File ka zyada hissa valid UTF-8 nahi hai; shayad Windows-1252 ya Latin-1 mein save hui hai.',
    },
    where: `${path}:${line}`,
    next: {
      en: 'Save it as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW',
      hi: 'Ise UTF-8 mein save karein, jaise: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW',
    },
  });
}

/** `error`: what the operating system or zlib threw. Anything unexpected comes back as it is. */
export function readProblem(path: string, error: unknown): unknown {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Problem({
        code: 'file-not-found',
        message: { en: 'There is no such file.', hi: 'Aisi koi file nahi hai.' },
        where: path,
        next: { en: 'Check the path and the spelling.', hi: 'Path aur spelling check karein.' },
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
      return new Problem({
        code: 'permission-denied',
        message: { en: 'The file may not be read by you.', hi: 'Is file ko padhne ki permission nahi hai.' },
        where: path,
        next: {
          en: 'Allow reading, for example: chmod u+r FILE',
          hi: 'Padhne ki permission dein, jaise: chmod u+r FILE',
        },
        cause: error,
      });
    case 'ELOOP':
    case 'ENAMETOOLONG':
    case 'ERR_INVALID_ARG_VALUE':
      return new Problem({
        code: 'bad-path',
        message: { en: 'This path leads to no file.', hi: 'Yeh path kisi file tak nahi jaata.' },
        where: path,
        next: { en: 'Check the path and its links.', hi: 'Path aur uske links check karein.' },
        cause: error,
      });
    case 'EIO':
      return new Problem({
        code: 'read-failed',
        message: { en: 'The disk could not read the file.', hi: 'Disk is file ko padh nahi paayi.' },
        where: path,
        next: {
          en: 'Copy the file to another disk and try again.',
          hi: 'File ko doosri disk par copy karke phir try karein.',
        },
        cause: error,
      });
    case 'EISDIR':
      return directory(path);
    case 'Z_BUF_ERROR':
      return new Problem({
        code: 'truncated-gzip',
        message: {
          en: 'The .gz file ends too early: a part is missing.',
          hi: '.gz file beech mein khatam ho gayi: kuch hissa missing hai.',
        },
        where: path,
        next: { en: 'Copy or download it again.', hi: 'Ise dobara copy ya download karein.' },
        cause: error,
      });
    case 'Z_DATA_ERROR':
      return new Problem({
        code: 'corrupt-gzip',
        message: { en: 'The .gz file is damaged.', hi: '.gz file kharab hai.' },
        where: path,
        next: { en: 'Copy or download it again.', hi: 'Ise dobara copy ya download karein.' },
        cause: error,
      });
    default:
      return error;
  }
}

export function directory(path: string): Problem {
  return new Problem({
    code: 'is-a-directory',
    message: { en: 'This is a folder, not a file.', hi: 'Yeh folder hai, file nahi.' },
    where: path,
    next: { en: 'Give the path of one data file inside it.', hi: 'Iske andar ki ek data file ka path dein.' },
  });
}

export function notAFile(path: string): Problem {
  return new Problem({
    code: 'not-a-file',
    message: { en: 'This is a device or a pipe, not a regular file.', hi: 'Yeh device ya pipe hai, normal file nahi.' },
    where: path,
    next: { en: 'Save the data to a file first.', hi: 'Pehle data ko ek file mein save karein.' },
  });
}

export function parquetTooLarge(path: string): Problem {
  return new Problem({
    code: 'parquet-gzip-too-large',
    message: {
      en: 'A gzipped Parquet file has to be unpacked in memory, and this one is over 512 MiB.',
      hi: 'Gzip kiya hua Parquet memory mein kholna padta hai, aur yeh 512 MiB se bada hai.',
    },
    where: path,
    next: { en: 'Unpack it first: gunzip FILE', hi: 'Pehle ise unpack karein: gunzip FILE' },
  });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

export function tooMuchToHold(path: string, limit: number, what: 'rows' | 'characters'): Problem {
  const count = limit.toLocaleString('en');
  return new Problem({
    code: 'too-much-data',
    message: {
      en: `The file has more than ${count} ${what}: more than one machine without a GPU can train on or repair. It can only be checked.`,
      hi: `File mein ${count} se zyada ${what} hain: bina GPU wali ek machine itne par train ya repair nahi kar sakti. Sirf check ho sakta hai.`,
    },
    where: path,
    next: {
      en: 'Give a random part of it, for example 10,000 rows: shuf -n 10000 FILE > PART (keep the header line of a CSV).',
      hi: 'Uska random hissa dein, jaise 10,000 rows: shuf -n 10000 FILE > PART (CSV ki header line rakhein).',
    },
    exitCode: 1,
  });
}
