/** The ways a pull can fail, each with one next step. */
import { Problem } from '../base/error.js';
import { homeProblem } from '../base/home.js';
import { say } from '../base/localized.js';

/** An error of the system as a `Problem`; an error that is neither is a bug and thrown on. */
export function asPullProblem(error: unknown, where: string): Problem {
  if (error instanceof Problem) return error;
  const problem = homeProblem(where, error);
  if (problem instanceof Problem) return problem;
  throw error;
}

export function diskFull(where: string, space?: { need: number; available: number }): Problem {
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;
  const en = space ? `: ${megabytes(space.need)} are needed, ${megabytes(space.available)} are free` : '';
  const hi = space ? `: ${megabytes(space.need)} chahiye, ${megabytes(space.available)} khaali hai` : '';
  return new Problem({
    code: 'disk-full',
    message: { en: `There is not enough space on the disk${en}.`, hi: `Disk par jagah kam hai${hi}.` },
    where,
    next: {
      en: 'Free some space, or choose another disk with --home DIR.',
      hi: 'Thodi jagah khaali karo, ya --home DIR se doosri disk chuno.',
    },
    exitCode: 1,
  });
}

export function pullFailed(id: string, failures: readonly Problem[]): Problem {
  const list = (lang: 'en' | 'hi'): string => failures.map(({ text }) => say(text, lang)).join(' · ');
  return new Problem({
    code: 'pull-failed',
    message: {
      en: `None of the sources of ${id} worked: ${list('en')}`,
      hi: `${id} ka koi bhi source nahi chala: ${list('hi')}`,
    },
    where: id,
    next: failures.at(-1)?.next ?? { en: 'Try again later.', hi: 'Baad mein dobara try karo.' },
    exitCode: 1,
    cause: failures.at(-1),
  });
}

export function folderOccupied(folder: string): Problem {
  return new Problem({
    code: 'folder-occupied',
    message: {
      en: 'The place of this model is taken by a folder that was not fetched by this program.',
      hi: 'Is model ki jagah par pehle se ek folder hai jo is program ne nahi banaya.',
    },
    where: folder,
    next: {
      en: 'Move that folder away, or open it by its path.',
      hi: 'Us folder ko kahin aur rakho, ya use uske path se kholo.',
    },
  });
}
