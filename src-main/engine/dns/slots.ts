/** At most `size` holders at once; the others wait in order, none is dropped. */
export interface Slots {
  /** @returns the function that gives the slot back. Rejects with the signal's reason where it aborts first. */
  take(signal?: AbortSignal): Promise<() => void>;
}

export function createSlots(size: number): Slots {
  let free = size;
  /** A Set keeps the order and lets a cancelled waiter leave in constant time. */
  const waiting = new Set<() => void>();

  const giveBack = () => {
    const [next] = waiting;
    if (next === undefined) free++;
    else next();
  };

  return {
    take(signal) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      if (free > 0) {
        free--;
        return Promise.resolve(once(giveBack));
      }
      return new Promise((resolve, reject) => {
        const leave = () => {
          waiting.delete(enter);
          reject(signal?.reason);
        };
        const enter = () => {
          waiting.delete(enter);
          signal?.removeEventListener('abort', leave);
          resolve(once(giveBack));
        };
        waiting.add(enter);
        signal?.addEventListener('abort', leave, { once: true });
      });
    },
  };
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    run();
  };
}
