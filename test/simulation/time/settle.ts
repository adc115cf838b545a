const realSetImmediate = globalThis.setImmediate;
let pending = 0;

/**
 * Counts what the engine puts off with setImmediate, so that `settle` knows when nothing is left to do but to wait.
 * @returns a function that gives the real one back.
 */
export function countImmediates(): () => void {
  const counted = (run: (...args: unknown[]) => void, ...args: unknown[]) => {
    pending++;
    return realSetImmediate(() => {
      pending--;
      run(...args);
    });
  };
  globalThis.setImmediate = Object.assign(counted, realSetImmediate);
  return () => {
    globalThis.setImmediate = realSetImmediate;
  };
}

/**
 * Until every promise and every setImmediate has run, and every file was read that is being read: what goes on after
 * that waits for the clock or for an answer.
 */
export async function settle(): Promise<void> {
  do await new Promise<void>((resolve) => realSetImmediate(resolve));
  while (pending > 0 || process.getActiveResourcesInfo().some(isFileRequest));
}

const isFileRequest = (resource: string): boolean => resource.startsWith('FSReq');

/** Only what is due before the event loop goes on. */
export const microtasks = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
