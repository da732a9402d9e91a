import { expect, it } from 'vitest';
import { loadQuestions } from '../../src/learn/interview/load.js';
import { loadLesson } from '../../src/learn/lesson/load.js';
import { lessonOfTopic } from '../../src/learn/progress/topic-lessons.js';

it('every topic of the interview room has a lesson that goes deeper, and it is there', async () => {
  const topics = new Set((await loadQuestions()).map(({ topic }) => topic));
  for (const topic of topics) {
    const [id = '', section] = (lessonOfTopic(topic) ?? '').split('#');
    const { sections } = await loadLesson(id);
    if (section !== undefined) expect(sections.map((one) => one.id)).toContain(section);
  }
  expect(lessonOfTopic('03-types')).toBe('03-types');
  expect(lessonOfTopic('cooking')).toBeNull();
});
