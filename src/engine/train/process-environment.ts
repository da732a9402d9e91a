/**
 * The environment for a process that trains. The runtime takes the memory of every value from the C library and gives it back after use;
 * glibc by default returns large pieces to the kernel each time, which then clears and maps them anew. Told to keep them, a training
 * step is about a seventh faster at the same peak memory. These variables are read at process start and mean nothing to other platforms.
 */

const KEEP_FREED_MEMORY = {
  // No separate mapping for large pieces, and no trimming of the heap's end.
  MALLOC_MMAP_MAX_: '0',
  MALLOC_TRIM_THRESHOLD_: '1099511627776',
  MALLOC_TOP_PAD_: '67108864',
};

/** `env` with glibc's settings for training; what the user has set stays. Give it to the child process that computes. */
export const trainingEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({ ...KEEP_FREED_MEMORY, ...env });
