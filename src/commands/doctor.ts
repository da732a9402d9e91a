/** `vishesh doctor`: this machine, versions, what works and what does not. */
import { access, constants } from 'node:fs/promises';
import { makeFolder } from '../base/files.js';
import { formatBytes } from '../i18n/units.js';
import { readHardware } from '../jobs/hardware.js';
import { runtimeVersion } from '../models/runtime-version.js';
import type { CommandIo } from './io.js';
import { VERSION } from './version.js';

interface Checked {
  name: string;
  ok: boolean;
  detail: string;
  next: string | null;
}

export async function doctorCommand(io: CommandIo): Promise<number> {
  const hardware = await readHardware(io.home).catch(() => null);
  const checks = [
    nodeCheck(),
    await runtimeCheck(),
    await homeCheck(io.home),
    memoryCheck(hardware?.freeMemoryBytes ?? 0),
    terminalCheck(),
  ];
  const ok = checks.every((check) => check.ok || check.name === 'terminal');
  if (io.json) {
    io.out(JSON.stringify({ ok, version: VERSION, home: io.home, hardware, checks }));
    return ok ? 0 : 1;
  }
  io.out(`vishesh ${VERSION}`);
  if (hardware) {
    io.out(
      `${hardware.cpuModel}, ${hardware.cores} cores, ${formatBytes(hardware.totalMemoryBytes)} memory, ${formatBytes(hardware.freeDiskBytes)} disk free, ${hardware.gpu ?? 'no GPU (none is needed)'}`,
    );
  }
  for (const check of checks) {
    io.out(
      `${check.ok ? 'ok  ' : 'FAIL'} ${check.name}: ${check.detail}${check.next && !check.ok ? `\n     ${check.next}` : ''}`,
    );
  }
  return ok ? 0 : 1;
}

function nodeCheck(): Checked {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return { name: 'node', ok, detail: process.versions.node, next: 'Install Node 20.19 or newer.' };
}

async function runtimeCheck(): Promise<Checked> {
  const version = await runtimeVersion();
  return {
    name: 'onnxruntime',
    ok: version !== null,
    detail: version ?? 'its native library does not load on this platform',
    next: 'Run `npm install` again; supported are Linux x64 and arm64, macOS arm64, Windows x64 and arm64.',
  };
}

async function homeCheck(home: string): Promise<Checked> {
  try {
    await makeFolder(home);
    await access(home, constants.W_OK);
    return { name: 'home', ok: true, detail: home, next: null };
  } catch {
    return {
      name: 'home',
      ok: false,
      detail: `${home} cannot be written`,
      next: 'Set VISHESH_HOME to a folder that you may write.',
    };
  }
}

/** LoRA on a 135M model at batch 8 x 64 takes about this much. */
const SMALL_RUN_BYTES = 2.5 * 1024 ** 3;

function memoryCheck(free: number): Checked {
  return {
    name: 'memory',
    ok: free >= SMALL_RUN_BYTES,
    detail: `${formatBytes(free)} free`,
    next: 'Close other programs: a LoRA run on SmolLM2-135M takes about 2.5 GB.',
  };
}

function terminalCheck(): Checked {
  const ok = Boolean(process.stdin.isTTY && process.stdout.isTTY);
  const size = ok ? `${process.stdout.columns} x ${process.stdout.rows}` : 'none here';
  return { name: 'terminal', ok, detail: size, next: 'The app needs a terminal; every command works without one.' };
}
