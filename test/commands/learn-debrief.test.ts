/** `learn debrief` and `progress --out` on a job that really ran. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Lang } from '../../src/base/localized.js';
import { debriefCommand } from '../../src/commands/learn-debrief.js';
import { progressCommand } from '../../src/commands/progress.js';
import { createJob } from '../../src/jobs/folder.js';
import { startJob } from '../../src/jobs/start.js';
import { loadDebrief } from '../../src/learn/debrief/load.js';
import { readProgress } from '../../src/learn/progress/store.js';
import { problemOf } from '../support/problem-of.js';
import { runnerHome, tinySpec, tinySplit } from '../support/tiny-job.js';
import { untilEnded } from '../support/until-ended.js';

const home = runnerHome();
const split = tinySplit();
let jobId = '';
beforeAll(async () => {
  const spec = tinySpec(home, split);
  jobId = spec.jobId;
  await startJob(spec, split, home.home);
  await untilEnded(home.home, jobId);
});

async function run<T>(command: (args: T, io: never) => Promise<number>, args: T, json = true, lang: Lang = 'en') {
  const [out, progress]: [string[], string[]] = [[], []];
  const io = {
    ...{ json, lang, home: home.home, plain: true, debug: false },
    out: (text: string) => out.push(text),
    progress: (text: string) => progress.push(text),
  };
  const code = await command(args, io as never);
  return { code, out: out.join('\n'), progress: progress.join(''), json: json ? JSON.parse(out.at(-1)!) : null };
}

describe('learn debrief', () => {
  it('asks three questions about the newest finished job, in both languages', async () => {
    const { json, code } = await run(debriefCommand, {});
    expect(code).toBe(0);
    expect(json).toMatchObject({ jobId, answers: null, right: null, of: 3, ok: null });
    for (const { options, lesson } of json.questions) {
      expect(options.length).toBeGreaterThan(2);
      expect(lesson).toMatch(/^\d\d-[a-z-]+#[a-z-]+$/);
    }
    const hindi = await run(debriefCommand, { jobId }, false, 'hi');
    expect(hindi.out).toContain('Tumhare run ke baare mein');
    expect(hindi.out).toMatch(/^ {2}a\) /m);
    expect(hindi.progress).toContain(`vishesh learn debrief ${jobId} --answer abc`);
    for (const line of hindi.out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('counts the first answers, and tells why with exit code 1 where one was wrong', async () => {
    const { questions } = await loadDebrief(home.home, jobId);
    const places = questions.map(({ options }) => options.findIndex(({ correct }) => correct));
    const right = places.map((place) => String.fromCharCode(97 + place)).join('');
    const [first = 0] = places;
    const wrong = String.fromCharCode(97 + ((first + 1) % 3)) + right.slice(1);
    const told = await run(debriefCommand, { jobId, answer: wrong });
    expect(told.code).toBe(1);
    expect(told.json).toMatchObject({ right: 2, of: 3, ok: false });
    expect(told.json.answers[0]).toMatchObject({ question: questions[0]!.id, correct: false, right: right[0] });
    expect(told.json.answers[0].why).not.toBe('');
    const again = await run(debriefCommand, { jobId, answer: right }, false);
    expect(again.code).toBe(0);
    expect(again.out).toContain('3 / 3');
    const { progress } = await readProgress(home.home);
    expect(Object.values(progress.debriefs[jobId]!.answers).map(({ correct }) => correct)).toContain(false);
    const { json } = await run(progressCommand, {});
    expect(json.summary).toMatchObject({ debriefs: { right: 2, of: 3 } });
    const topic = questions[0]!.lesson.split('#')[0];
    expect(json.summary.weakest).toContainEqual(expect.objectContaining({ topic, lesson: questions[0]!.lesson }));
  });

  it('names what is wrong with letters, with a job that has no result, and with one that is not there', async () => {
    const code = async (args: { jobId?: string; answer?: string }) =>
      (await problemOf(() => run(debriefCommand, args))).code;
    expect(await code({ jobId, answer: 'ab' })).toBe('usage');
    expect(await code({ jobId, answer: 'xyz' })).toBe('usage');
    expect(await code({ jobId: '20200101-0000-0000' })).toBe('unknown-job');
    const waiting = tinySpec(home, split);
    await createJob(home.home, waiting, split);
    expect(await code({ jobId: waiting.jobId })).toBe('no-debrief');
    // The newest finished one is still the other.
    expect((await run(debriefCommand, {})).json.jobId).toBe(jobId);
  });
});

describe('progress --out', () => {
  it('writes what --json tells to a new file, and never over one', async () => {
    const out = join(home.home, 'export.json');
    const { json, progress } = await run(progressCommand, { out });
    expect(JSON.parse(await readFile(out, 'utf8'))).toEqual(json);
    expect(progress).toContain(out);
    expect((await problemOf(() => run(progressCommand, { out }))).code).toBe('output-exists');
    const nowhere = join(home.home, 'no', 'such', 'folder', 'x.json');
    expect((await problemOf(() => run(progressCommand, { out: nowhere }))).code).toBe('cannot-write');
  });
});
