/** The outside world as the screens see it: functions that the program hands in, and that tests replace. */
import type { Lang } from '../base/localized.js';
import type { Finding } from '../data/types.js';
import type { BaseOption } from '../workflow/base-options.js';
import type { Comparer } from '../workflow/compare/comparer.js';
import type { Comparison } from '../workflow/compare/schema.js';
import type { Completion } from '../workflow/complete-path.js';
import type { FaultRow } from '../workflow/fault-rows.js';
import type { HomeFacts } from '../workflow/home-facts.js';
import type { Preview } from '../workflow/preview-file.js';
import type { Sample } from '../workflow/samples.js';
import type { Settings } from '../workflow/settings.js';
import type { PreparedData } from '../workflow/types.js';
import type { InterviewPorts } from './interview-ports.js';
import type { LabPorts } from './lab-ports.js';
import type { LearnPorts } from './learn-ports.js';
import type { PracticePorts } from './practice-ports.js';
import type { RunPorts } from './run-ports.js';

export interface Ports extends RunPorts {
  learn: LearnPorts;
  interview: InterviewPorts;
  labs: LabPorts;
  practice: PracticePorts;
  /** Shown in the settings. */
  home: string;
  samples: readonly Sample[];
  completePath: (typed: string) => Promise<Completion>;
  homeFacts: () => Promise<HomeFacts>;
  /** Files chosen lately, newest first. */
  recentFiles: () => Promise<string[]>;
  /** The first rows of a file; null when it cannot be read. */
  preview: (file: string, lang: Lang) => Promise<Preview | null>;
  /** The rows that a finding of step 2 names. */
  faultRows: (prepared: PreparedData, finding: Finding, lang: Lang) => Promise<FaultRow[]>;
  listBases: () => Promise<BaseOption[]>;
  /** Gets one of them that is not here yet; `note` tells how far it is. */
  fetchBase: (id: string, lang: Lang, note: (text: string) => void, signal: AbortSignal) => Promise<void>;
  /** The comparison of methods that goes on whatever screen is open. */
  comparer: Comparer;
  /** Those made before, newest first. */
  comparisons: () => Promise<Comparison[]>;
  saveSettings: (settings: Settings) => Promise<void>;
}
