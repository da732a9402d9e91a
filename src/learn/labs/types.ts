/** A sabotage lab: a real run with one planted fault, to be named from its symptoms and repaired. */
import { z } from 'zod';
import { localizedSchema } from '../lesson/schemas.js';

const choice = z.object({
  text: localizedSchema,
  correct: z.boolean().default(false),
  /** Why a wrong one is wrong. */
  why: localizedSchema.nullable().default(null),
});

/** Of a setting, as written in the config; words of it in both languages. */
const settingSchema = z.record(z.string(), z.union([z.string(), localizedSchema]));

const onlyOne = (options: readonly { correct: boolean; why: unknown }[]): boolean =>
  options.filter(({ correct }) => correct).length === 1 &&
  options.every(({ correct, why }) => correct !== (why !== null));

const FAULT = 'exactly one choice is right, and every other says why it is not';

export const labSchema = z.object({
  /** Does not name the fault. */
  id: z.string().regex(/^lab-\d$/),
  /** The name of its two runs in `lab-runs.ts`. */
  run: z.string(),
  title: localizedSchema,
  /** What a careful eye sees in the sick run. */
  see: z.array(localizedSchema).min(1),
  /** The settings of the sick run, in the order shown. */
  config: settingSchema,
  diagnoses: z.array(choice).length(5).refine(onlyOne, FAULT),
  /** What could be changed, and what stands in the config afterwards. */
  repair: z
    .array(choice.extend({ changes: settingSchema }))
    .min(3)
    .max(4)
    .refine(onlyOne, FAULT),
  explanation: localizedSchema,
});
export type Lab = z.infer<typeof labSchema>;
export type LabChoice = z.infer<typeof choice>;
export type LabRepair = Lab['repair'][number];

export type Health = 'sick' | 'healed';

/** JSON has no NaN: a loss that is no number any more comes as null. */
const loss = z.number().nullable();

/** What a run measured; see `lab-runs.ts`. */
export const labReportSchema = z.object({
  outcome: z.string(),
  firstLoss: loss,
  lastLoss: loss,
  peakLoss: loss,
  heldLoss: loss,
  /** The same rows with the model as it was before. */
  baseLoss: loss,
  accuracy: z.number().nullable(),
  claimed: z.number().nullable(),
  ended: z.number().nullable(),
  samples: z.array(z.object({ prompt: z.string(), expected: z.string(), answer: z.string() })),
});
export type LabReport = z.infer<typeof labReportSchema>;
