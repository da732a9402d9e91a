/** Whether the native numeric library loads on this machine, and its version. */
export async function runtimeVersion(): Promise<string | null> {
  try {
    const { env } = await import('onnxruntime-node');
    return env.versions.node ?? 'unknown version';
  } catch {
    return null;
  }
}
