/** Documentation in plain English: the read-me files of well-known packages under the MIT and BSD licences, section by section. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CorpusDocument, CorpusSource } from '../types.js';

const PACKAGES = [
  ['express', '5.3.0'],
  ['commander', '15.1.0'],
  ['chalk', '6.0.1'],
  ['debug', '4.4.3'],
  ['async', '3.2.6'],
  ['uuid', '13.0.0'],
  ['ws', '8.18.3'],
  ['dotenv', '17.2.3'],
  ['minimist', '1.2.8'],
  ['axios', '1.13.2'],
  ['immer', '10.2.0'],
  ['moment', '2.30.1'],
  ['ajv', '8.17.1'],
  ['joi', '17.13.3'],
  ['nodemailer', '7.0.10'],
  ['passport', '0.7.0'],
  ['cors', '2.8.5'],
  ['body-parser', '2.2.0'],
  ['socket.io', '4.8.1'],
  ['inquirer', '12.9.6'],
  ['ora', '9.0.0'],
  ['execa', '9.6.0'],
  ['fs-extra', '11.3.2'],
  ['yargs', '18.2.0'],
  ['qs', '6.14.0'],
  ['nanoid', '5.1.6'],
  ['bluebird', '3.7.2'],
  ['validator', '13.15.20'],
  ['winston', '3.18.3'],
  ['knex', '3.1.0'],
].map(([name = '', version = '']) => ({ name, version }));

const LONGEST = 2400;
const SHORTEST = 120;

export const guides: CorpusSource = {
  name: 'guides',
  licence: 'MIT, MIT-0, BSD-2-Clause or BSD-3-Clause (each package)',
  from: `read-me files of ${PACKAGES.length} npm packages`,
  packages: PACKAGES,
  async *documents({ open }) {
    for (const wanted of PACKAGES) {
      const home = await open(wanted);
      const name = (await readdir(home)).find((file) => /^readme\.md$/i.test(file));
      if (name !== undefined) yield* sectionsOf(await readFile(join(home, name), 'utf8'));
    }
  },
};

/** The sections of a Markdown text that are prose or code: no badges, tables, raw HTML or lists of links. */
export function* sectionsOf(markdown: string): Generator<CorpusDocument> {
  for (const section of markdown.split(/^(?=#{1,4} )/m)) {
    const clean = section
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/!?\[!?\[[^\]]*\]\([^)]*\)\]\([^)]*\)|!\[[^\]]*\]\([^)]*\)/g, '')
      .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
      .replace(/\[([^\]]+)\]\[[^\]]*\]/g, '$1')
      .replace(/^\[[^\]]+\]:.*$/gm, '')
      .replace(/<\/?[a-z][^>]*>/gi, '')
      .replace(/^\|.*$/gm, '')
      .replace(/https?:\/\/\S+/g, '')
      .replace(/[ \t]+$/gm, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
    const lines = clean.split('\n');
    const listed = lines.filter((line) => /^\s*[-*] \S+( \S+)?$/.test(line)).length;
    if (clean.length < SHORTEST || listed > lines.length / 2) continue;
    const text = clean.slice(0, LONGEST);
    const code = [...text.matchAll(/```[\s\S]*?(?:```|$)/g)].reduce((sum, [block]) => sum + block.length, 0);
    yield { text, lang: code > text.length / 2 ? 'code' : 'en' };
  }
}
