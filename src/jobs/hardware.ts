/** Reads what this machine has: cores, memory, disk, GPU. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import type { Hardware } from '../plan/types.js';

/** This machine as a new process sees it. `home` tells which disk counts; it need not exist yet. */
export async function readHardware(home: string): Promise<Hardware> {
  const memory = readMemory();
  return {
    cpuModel: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    totalMemoryBytes: memory.totalBytes,
    freeMemoryBytes: memory.freeBytes,
    freeDiskBytes: await freeDisk(home),
    gpu: readGpu(),
  };
}

/** Total and available memory, inside a container the container's. Available counts what the system can take back from its caches. */
export function readMemory(): { totalBytes: number; freeBytes: number } {
  const available = /^MemAvailable:\s+(\d+) kB/m.exec(read('/proc/meminfo'))?.[1];
  const totalBytes = totalmem();
  const freeBytes = available === undefined ? freemem() : Number(available) * 1024;
  const limit = Number.parseInt(read('/sys/fs/cgroup/memory.max'), 10);
  if (!(limit < totalBytes)) return { totalBytes, freeBytes };
  const cache = Number(/^inactive_file (\d+)/m.exec(read('/sys/fs/cgroup/memory.stat'))?.[1] ?? 0);
  const used = Number.parseInt(read('/sys/fs/cgroup/memory.current'), 10) - cache;
  return { totalBytes: limit, freeBytes: Math.max(0, Math.min(freeBytes, limit - used)) };
}

/** Free bytes of the disk that holds the folder, or its nearest parent that exists. */
async function freeDisk(folder: string): Promise<number> {
  for (let path = folder; ; path = dirname(path)) {
    const disk = await statfs(path).catch(() => null);
    if (disk !== null) return disk.bavail * disk.bsize;
    if (dirname(path) === path) return 0;
  }
}

/** The name of a GPU, if the system tells of one. Training does not use it; the plan says so. */
function readGpu(): string | null {
  const folder = '/proc/driver/nvidia/gpus';
  try {
    const first = readdirSync(folder)[0];
    const model = first && /^Model:\s+(.+)$/m.exec(read(join(folder, first, 'information')))?.[1];
    if (model) return model.trim();
  } catch {
    // No NVIDIA driver on this system, or none that shows itself here.
  }
  try {
    const query = ['--query-gpu=name', '--format=csv,noheader'];
    const names = execFileSync('nvidia-smi', query, {
      encoding: 'utf8',
      timeout: 3000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return names.trim().split('\n')[0] || null;
  } catch {
    return null;
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
