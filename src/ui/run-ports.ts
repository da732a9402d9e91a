/** The part of the outside world that belongs to jobs, served models and the terminal's clipboard. */
import type { Lang } from '../base/localized.js';
import type { Message } from '../data/types.js';
import type { ExportFormat } from '../deploy/export/names.js';
import type { JobSummary } from '../jobs/folder.js';
import type { JobReport } from '../jobs/report.js';
import type { ChatModel } from '../workflow/chat-models.js';
import type { RowPair } from '../workflow/job-rows.js';
import type { JobProgress } from '../workflow/types.js';

/** A job with what it left behind, for comparing. */
export interface JobResult {
  report: JobReport;
  progress: JobProgress;
}

export interface JobList {
  /** Newest first. */
  jobs: JobSummary[];
  corrupt: string[];
}

/** What an export left, or why there is none. */
export interface Exported {
  out: string;
  files: { name: string; bytes: number }[];
  checks: string[];
}

export interface RunPorts {
  /** The last lines of a job's log. */
  jobLog: (jobId: string) => Promise<string[]>;
  /** Every held-out row with what base and tuned did; null where it was not kept. */
  jobRows: (jobId: string) => Promise<RowPair[] | null>;
  jobs: {
    list: () => Promise<JobList>;
    /** Tells the progress of a living job until the signal is aborted or it has ended. */
    watch: (jobId: string, tell: (progress: JobProgress) => void, signal: AbortSignal) => Promise<void>;
    result: (jobId: string) => Promise<JobResult>;
    /** Out of the list, but not gone. Rejects with the `Problem` of a running job. */
    setAside: (jobId: string) => Promise<void>;
    bringBack: (jobId: string) => Promise<void>;
    /** What was set aside is removed for good; resolves when all of it is. */
    forget: () => Promise<void>;
  };
  chat: {
    models: () => Promise<ChatModel[]>;
    /**
     * Starts the server where none answers; then `onPiece` gets the answer as it comes. `promptOf`: the tuned model whose prompt the
     * question is put into; the asked model's own when absent.
     */
    ask: (
      model: string,
      messages: readonly Message[],
      onPiece: (piece: string) => void,
      signal: AbortSignal,
      promptOf?: string,
    ) => Promise<void>;
  };
  /** Writes the result of a job into a folder of its own beside where the program was started. */
  exportJob: (
    asked: { jobId: string; modelId: string; format: ExportFormat; lang: Lang },
    onStage: (stage: string) => void,
    signal: AbortSignal,
  ) => Promise<Exported>;
  /** To the clipboard of the terminal, however far away that is (OSC 52). */
  copy: (text: string) => void;
}
