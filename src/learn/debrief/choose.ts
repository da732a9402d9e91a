/** The three questions that this run has most to say about. Pure. */
import { Random } from '../../base/random.js';
import { estimate, mask, steps } from './cost-questions.js';
import { healthy, overfit, perplexity } from './curve-questions.js';
import { duplicates, fewRows } from './data-questions.js';
import { forgot, remembered } from './forgetting-questions.js';
import { constant, recall } from './label-questions.js';
import { doubledRank, parameters } from './method-questions.js';
import { worseRow } from './row-questions.js';
import { halve, interval } from './score-questions.js';
import type { Debrief, DebriefFacts, DebriefQuestion, Draft, Maker } from './types.js';
import { verdict } from './verdict-questions.js';

export const MAKERS: readonly Maker[] = [
  ...[interval, halve, verdict],
  ...[recall, constant, worseRow],
  ...[overfit, healthy, perplexity],
  ...[forgot, remembered],
  ...[parameters, doubledRank],
  ...[mask, steps, estimate],
  ...[fewRows, duplicates],
];

export const QUESTIONS = 3;
/** By how much chance may lift a question: enough that two runs alike are not asked alike, too little to hide what stands out. */
const CHANCE = 0.25;
/** Right, and wrong ones. */
const MOST_OPTIONS = 4;

/** Every question that the figures can answer. */
export const draftsOf = (facts: DebriefFacts): Draft[] =>
  MAKERS.map((make) => make(facts)).filter((draft) => draft !== null);

/** The job's id decides what chance decides: the same job is always asked the same. */
export function debriefOf(facts: DebriefFacts): Debrief {
  const { jobId, modelId } = facts.report;
  const random = Random.for(0, 'debrief', jobId);
  const ranked = draftsOf(facts)
    .map((draft) => ({ draft, rank: draft.telling + CHANCE * random.next() }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ draft }) => draft);
  const chosen = ranked.filter(({ theme }, i) => ranked.findIndex((other) => other.theme === theme) === i);
  return {
    jobId,
    modelId,
    questions: chosen.slice(0, QUESTIONS).map((draft) => questionOf(draft, Random.for(0, 'options', jobId, draft.id))),
  };
}

function questionOf({ id, ask, lesson, right, wrong }: Draft, random: Random): DebriefQuestion {
  const others = wrong.slice(0, MOST_OPTIONS - 1).map((one) => ({ ...one, correct: false }));
  return { id, ask, lesson, options: random.shuffle([{ ...right, correct: true }, ...others]) };
}
