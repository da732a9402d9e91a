/** The order of test files: those that train or drive the whole program begin first, so that none of them runs on alone at the end. */
import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders whose tests keep the processor busy, and those that mostly wait for another process: taken in turn, they share two workers well. */
const BUSY = /^test\/(lessons|jobs|workflow|engine)\//;
const WAITING = /^test\/(e2e|commands|deploy)\//;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const path = ({ moduleId, project }: TestSpecification): string =>
      relative(project.config.root, moduleId).replaceAll('\\', '/');
    const busy = sorted.filter((file) => BUSY.test(path(file)));
    const waiting = sorted.filter((file) => WAITING.test(path(file)));
    const lessons = busy.filter((file) => path(file).startsWith('test/lessons/'));
    const long = inTurn([...lessons, ...busy.filter((file) => !lessons.includes(file))], waiting);
    return [...long, ...sorted.filter((file) => !long.includes(file))];
  }
}

function inTurn<T>(a: readonly T[], b: readonly T[]): T[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => [
    ...a.slice(i, i + 1),
    ...b.slice(i, i + 1),
  ]).flat();
}
