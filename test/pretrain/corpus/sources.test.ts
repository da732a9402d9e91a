import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random.js';
import { codeSwitched, parsePairs } from '../../../src/pretrain/corpus/sources/code-switched.js';
import { sectionsOf } from '../../../src/pretrain/corpus/sources/guides.js';
import { functionsIn, imperative } from '../../../src/pretrain/corpus/sources/javascript.js';
import { glossaryEntries, snippetDocuments } from '../../../src/pretrain/corpus/sources/snippets.js';
import { parseSynset } from '../../../src/pretrain/corpus/sources/wordnet.js';

describe('the code-switched table', () => {
  const table =
    'en_query\tcs_query\tdomain\r\nset it for 9 : 30 , ok ?\tsubah 9 : 30 ka laga do\talarm\r\nonly one\t\tx\r\n';

  it('reads pairs by column name, closes spaces and skips rows with an empty side', () => {
    expect(parsePairs(table, 'train.tsv')).toEqual([
      { english: 'set it for 9:30, ok?', hinglish: 'subah 9:30 ka laga do' },
    ]);
  });

  it('joins what a tokenizer has parted', () => {
    const [pair] = parsePairs("en_query\tcs_query\nI ' m at Tom 's\tmai Tom ke ghar hu\n", 'train.tsv');
    expect(pair?.english).toBe("I'm at Tom's");
  });

  it('refuses a folder without the table, and a table without the columns', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'switched-'));
    try {
      await expect(codeSwitched(folder)).rejects.toMatchObject({ code: 'corpus-folder-unknown', where: folder });
      await writeFile(join(folder, 'train.tsv'), 'a\tb\n1\t2\n');
      await expect(codeSwitched(folder)).rejects.toMatchObject({ code: 'corpus-folder-unknown' });
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

describe('WordNet lines', () => {
  it('parts words, meaning and examples', () => {
    const line = '00001 03 v 02 pick_up 0 lift_up 1 000 | take and lift upward; "He picked up the bag"';
    expect(parseSynset(line)).toEqual({
      words: ['pick_up', 'lift_up'],
      kind: 'verb',
      meaning: 'take and lift upward',
      examples: ['He picked up the bag'],
    });
  });

  it('passes over the licence at the top', () => {
    expect(parseSynset('  1 This software and database | is provided')).toBeNull();
  });
});

describe('JavaScript functions', () => {
  it('are found with the first sentence of their comment', () => {
    const source =
      '/**\n * Adds two numbers. Slowly.\n *\n * @param a one\n */\nfunction add(a, b) {\n  return a + b;\n}\n';
    expect(functionsIn(source)).toEqual([
      { description: 'Adds two numbers.', code: 'function add(a, b) {\n  return a + b;\n}' },
    ]);
  });

  it.each([
    ['Creates an array.', 'Create an array'],
    ['Checks if it fits', 'Check if it fits'],
    ['Fetches the page', 'Fetch the page'],
    ['This method is old', 'This method is old'],
    ['Get the first day', 'Get the first day'],
  ])('"%s" is asked for as "%s"', (description, request) => {
    expect(imperative(description)).toBe(request);
  });
});

describe('snippets and guides', () => {
  it('give a request with its code, the commented code, and an explanation', () => {
    const documents = [
      ...snippetDocuments('const f = (x) => x;', 'Returns its input.\n\nDoes nothing.', new Random(1)),
    ];
    expect(documents.map(({ lang }) => lang)).toEqual(['code', 'code', 'code']);
    expect(JSON.stringify(documents[2])).toContain('Returns its input. Does nothing.');
  });

  it('give glossary entries with a meaning only', () => {
    expect(glossaryEntries('# Words\n\n### API\n\nA set of\nfeatures.\n\n### Empty\n\n')).toEqual([
      ['API', 'A set of features.'],
    ]);
  });

  it('give sections of prose without badges, links and tables', () => {
    const long = 'Plain words that explain the thing at length. '.repeat(4);
    const markdown = `# Title\n[![build](a)](b)\n\n## Use\n\n${long}See [the site](https://x.y).\n\n| a | b |\n`;
    expect([...sectionsOf(markdown)]).toEqual([{ text: `## Use\n\n${long}See the site.`, lang: 'en' }]);
  });
});
