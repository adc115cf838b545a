import { setMaxListeners } from 'node:events';

/**
 * One listener on a person's AbortSignal for thousands of lookups: a listener each would be reported as a leak.
 * @returns a signal that lives as long as the source, with the listener limit lifted.
 */
export function createCancellation(): (source: AbortSignal | undefined) => AbortSignal | undefined {
  const known = new WeakMap<AbortSignal, AbortSignal>();
  return (source) => {
    if (source === undefined) return undefined;
    const existing = known.get(source);
    if (existing) return existing;
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    if (source.aborted) controller.abort(source.reason);
    else source.addEventListener('abort', () => controller.abort(source.reason), { once: true });
    known.set(source, controller.signal);
    return controller.signal;
  };
}
