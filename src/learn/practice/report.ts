/** Touches the disk: grades all parts once more and writes the certificate, or the report of what is missing, beside the answers. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, writeAtomic } from '../../base/files.js';
import type { Lang } from '../../base/localized.js';
import { certificateSvg } from './certificate-svg.js';
import { readDuel } from './check.js';
import { checkAll, type Practice, readPractice } from './practice.js';
import { isCertificate, type ReportFacts } from './report-facts.js';
import { REPORT_FILES } from './report-files.js';
import { reportMarkdown } from './report-markdown.js';
import type { PartResult } from './types.js';

export interface ReportOptions {
  /** Of the learner, to stand on the certificate. */
  name: string;
  /** YYYY-MM-DD. */
  date: string;
  lang: Lang;
}

export interface PracticeReport {
  /** Whether all five parts pass with the files as they are now. */
  certificate: boolean;
  score: number;
  results: PartResult[];
  markdown: string;
  /** What was written, absolute. */
  files: string[];
}

export async function practiceReport(practice: Practice, { name, date, lang }: ReportOptions): Promise<PracticeReport> {
  const { home, folder, task } = practice;
  const results = await checkAll(practice);
  const { parts, score } = await readPractice(home, { folder });
  const passed = isCertificate({ results });
  const duel = passed ? await readDuel(folder, home, task.seed) : null;
  const facts: ReportFacts = { name, date, seed: task.seed, place: task.place, results, parts, score, duel };
  const markdown = reportMarkdown(facts, lang);
  const path = (file: keyof typeof REPORT_FILES): string => join(folder, REPORT_FILES[file]);
  const written = passed ? [path('certificate'), path('picture')] : [path('progress')];
  await makeFolder(folder);
  await writeAtomic(path(passed ? 'certificate' : 'progress'), `${markdown}\n`);
  if (passed) {
    await writeAtomic(path('picture'), `${certificateSvg(facts, lang)}\n`);
    await rm(path('progress'), { force: true });
  }
  return { certificate: passed, score, results, markdown, files: written };
}
