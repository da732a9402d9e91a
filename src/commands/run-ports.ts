/** Jobs, served models and the clipboard as the app's screens use them, each part read from disk when it is first asked for. */
import type { RunPorts } from '../ui/run-ports.js';
import { osc52 } from './clipboard.js';

export function runPortsOf(home: string, stdout: { write(text: string): unknown }): RunPorts {
  return {
    jobLog: async (jobId) => {
      const [{ lastWords }, { jobPaths }] = await Promise.all([
        import('../base/built-program.js'),
        import('../jobs/folder.js'),
      ]);
      return (await lastWords(jobPaths(home, jobId).log, 12)).split('\n').filter((line) => line !== '');
    },
    jobRows: async (jobId) => (await import('../workflow/job-rows.js')).readJobRows(home, jobId),
    jobs: jobPorts(home),
    chat: {
      models: async () => (await import('../workflow/chat-models.js')).listChatModels(home),
      ask: async (model, messages, onPiece, signal, promptOf) => {
        const [{ ensureServer }, { readDeployment }, { streamMessages }, { drawsOf }] = await Promise.all([
          import('../deploy/server-process.js'),
          import('../deploy/registry.js'),
          import('../workflow/chat-client.js'),
          import('../models/limits.js'),
        ]);
        const promptFormat = promptOf === undefined ? undefined : (await readDeployment(home, promptOf)).promptFormat;
        const { endpoint } = await ensureServer(home);
        // Beside its tuned model a base gives the one answer that the tuned one gives, too.
        const bestOf = promptOf === undefined ? drawsOf(model) : 1;
        const options = { signal, promptFormat, bestOf };
        for await (const piece of streamMessages(endpoint, model, messages, options)) onPiece(piece);
      },
    },
    exportJob: async (...asked) => (await import('../workflow/export-child.js')).exportInChild(home, ...asked),
    copy: (text) => void stdout.write(osc52(text)),
  };
}

function jobPorts(home: string): RunPorts['jobs'] {
  const aside = new Set<string>();
  let forgetting: Promise<void> = Promise.resolve();
  const asides = () => import('../jobs/aside.js');
  return {
    list: async () => {
      const [{ listJobs }, { bringJobBack, jobsAside }] = await Promise.all([import('../jobs/folder.js'), asides()]);
      // What a program that ended in between had put aside was never meant to be lost.
      for (const jobId of await jobsAside(home)) if (!aside.has(jobId)) await bringJobBack(home, jobId).catch(() => {});
      const { jobs, corrupt } = await listJobs(home);
      return { jobs: jobs.reverse(), corrupt: corrupt.map(({ jobId }) => jobId) };
    },
    watch: async (jobId, tell, signal) => {
      for await (const { progress } of (await import('../jobs/watch.js')).watchJob(home, jobId, signal)) tell(progress);
    },
    result: async (jobId) => (await import('../jobs/result.js')).readResult(home, jobId),
    setAside: async (jobId) => {
      await (await asides()).setJobAside(home, jobId);
      aside.add(jobId);
    },
    bringBack: async (jobId) => {
      aside.delete(jobId);
      await (await asides()).bringJobBack(home, jobId);
    },
    forget: () => {
      const ids = [...aside];
      aside.clear();
      forgetting = forgetting.then(async () => {
        for (const jobId of ids) await (await asides()).forgetJob(home, jobId);
      });
      return forgetting;
    },
  };
}
