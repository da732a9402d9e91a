/** Conversations have known roles in a sensible order, and end with an answer to learn from. */
import type { Check, ConversionProblem } from '../types.js';
import { type KindWords, kindCheck } from './support/kind-check.js';
import { joinChecks } from './support/row-check.js';

type Kind = Extract<
  ConversionProblem['kind'],
  'unknown-role' | 'role-order' | 'no-assistant-turn' | 'empty-conversation'
>;

const WORDS: Record<Kind, KindWords> = {
  'unknown-role': {
    en: ['uses an unknown role', 'use an unknown role'],
    hi: ['mein anjaan role hai', 'mein anjaan role hai'],
    remedy: {
      en: 'Use the roles system, user and assistant (system, human and gpt in ShareGPT files). Calls of tools and their results cannot be trained here.',
      hi: 'Roles system, user aur assistant rakho (ShareGPT files mein system, human aur gpt). Tool calls aur unke results yahan train nahi ho sakte.',
    },
  },
  'role-order': {
    en: ['has turns out of order', 'have turns out of order'],
    hi: ['mein turns ka order galat hai', 'mein turns ka order galat hai'],
    remedy: {
      en: 'Begin with an optional system turn, then alternate user and assistant.',
      hi: 'Pehle system turn (chahein to), phir user aur assistant baari-baari se.',
    },
  },
  'no-assistant-turn': {
    en: ['has no assistant turn', 'have no assistant turn'],
    hi: ['mein assistant ka koi turn nahi', 'mein assistant ka koi turn nahi'],
    remedy: {
      en: 'End the conversation with the assistant turn that the model should learn, or remove it.',
      hi: 'Conversation ko us assistant turn par khatam karo jo model ko seekhna hai, ya use hatao.',
    },
  },
  'empty-conversation': {
    en: ['holds no messages', 'hold no messages'],
    hi: ['mein ek bhi message nahi', 'mein ek bhi message nahi'],
    remedy: { en: 'Remove the record, or add its messages.', hi: 'Record hatao, ya uske messages jodo.' },
  },
};

function structure(kind: Kind): Check {
  return kindCheck(kind, 'conversation', WORDS[kind], ({ problem }) =>
    problem?.kind === kind ? problem.detail : undefined,
  );
}

export const chatStructure: Check = joinChecks(
  structure('unknown-role'),
  structure('role-order'),
  structure('no-assistant-turn'),
  structure('empty-conversation'),
);
