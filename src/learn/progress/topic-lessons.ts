/** Where to go deeper in what is weak. Pure. */

/** The lesson that most questions of an interview topic are about. */
const BY_TOPIC: Record<string, string> = {
  basics: '01-what-is-fine-tuning',
  choices: '04-when-to-use',
  data: '05-preparing-data',
  format: '05-preparing-data#mask',
  training: '08-hyperparameters',
  lora: '03-types#by-hand',
  evaluation: '10-evaluating',
  deployment: '11-deploying',
};

/** A lesson is its own topic; null for a topic that no lesson is known for. */
export const lessonOfTopic = (topic: string): string | null =>
  /^\d\d-/.test(topic) ? topic : (BY_TOPIC[topic] ?? null);
