/** `vishesh doctor`: this machine, versions, what works and what does not. */
import { access, constants } from 'node:fs/promises';
import { makeFolder } from '../base/files.js';
import { type Dictionary, dictionary } from '../i18n/index.js';
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

type Words = Dictionary['commands']['doctor'];

/** The details in --json are English in every language: programs read them. */
export async function doctorCommand(io: CommandIo): Promise<number> {
  const words = dictionary(io.json ? 'en' : io.lang).commands.doctor;
  const hardware = await readHardware(io.home).catch(() => null);
  const checks = [
    nodeCheck(words),
    await runtimeCheck(words),
    await homeCheck(io.home, words),
    memoryCheck(hardware?.freeMemoryBytes ?? 0, words),
    terminalCheck(words),
  ];
  const ok = checks.every((check) => check.ok || check.name === 'terminal');
  if (io.json) {
    io.out(JSON.stringify({ ok, version: VERSION, home: io.home, hardware, checks }));
    return ok ? 0 : 1;
  }
  io.out(`vishesh ${VERSION}`);
  if (hardware) {
    const { cpuModel, cores, totalMemoryBytes, freeDiskBytes, gpu } = hardware;
    io.out(words.machine(cpuModel, cores, formatBytes(totalMemoryBytes), formatBytes(freeDiskBytes), gpu));
  }
  for (const check of checks) {
    io.out(
      `${check.ok ? 'ok  ' : 'FAIL'} ${check.name}: ${check.detail}${check.next && !check.ok ? `\n     ${check.next}` : ''}`,
    );
  }
  return ok ? 0 : 1;
}

function nodeCheck(words: Words): Checked {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return { name: 'node', ok, detail: process.versions.node, next: words.node };
}

async function runtimeCheck(words: Words): Promise<Checked> {
  const version = await runtimeVersion();
  return {
    name: 'onnxruntime',
    ok: version !== null,
    detail: version ?? words.noRuntime,
    next: words.runtime,
  };
}

async function homeCheck(home: string, words: Words): Promise<Checked> {
  try {
    await makeFolder(home);
    await access(home, constants.W_OK);
    return { name: 'home', ok: true, detail: home, next: null };
  } catch {
    return {
      name: 'home',
      ok: false,
      detail: words.noHome(home),
      next: words.home,
    };
  }
}

/** LoRA on a 135M model at batch 8 x 64 takes about this much. */
const SMALL_RUN_BYTES = 2.5 * 1024 ** 3;

function memoryCheck(free: number, words: Words): Checked {
  return {
    name: 'memory',
    ok: free >= SMALL_RUN_BYTES,
    detail: words.free(formatBytes(free)),
    next: words.memory,
  };
}

function terminalCheck(words: Words): Checked {
  const ok = Boolean(process.stdin.isTTY && process.stdout.isTTY);
  const size = ok ? `${process.stdout.columns} x ${process.stdout.rows}` : words.noTerminal;
  return { name: 'terminal', ok, detail: size, next: words.terminal };
}
