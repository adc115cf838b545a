import type { FoundApprise } from './discovery.ts';
import { childEnvironment } from './environment.ts';

const TIMEOUT_MS = 30_000;
const COUNT =
  'import apprise; print("services", len(apprise.Apprise().details(show_disabled=True)["schemas"]))';

/**
 * How many services this Apprise knows. Asked in a process of its own: the worker would keep what it had to load for
 * that in memory. Undefined where it cannot be told.
 */
export async function countServices(
  { kind, path }: FoundApprise,
  cancelSignal?: AbortSignal,
): Promise<number | undefined> {
  if (kind !== 'interpreter') return undefined;
  const { execa } = await import('execa');
  const result = await execa(path, ['-c', COUNT], {
    env: childEnvironment(),
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    stderr: 'ignore',
    timeout: TIMEOUT_MS,
    maxBuffer: 64 * 1024,
    windowsHide: true,
    ...(cancelSignal ? { cancelSignal } : {}),
  });
  const count = /^services (\d+)\r?$/m.exec(String(result.stdout ?? ''))?.[1];
  return count === undefined ? undefined : Number(count);
}

/** The number of the Apprise in use: asked once for each, in the background. */
export class ServiceCount {
  readonly #known: () => void;
  #mark = '';
  #count: number | null = null;
  readonly #stopped = new AbortController();

  constructor(known: () => void) {
    this.#known = known;
  }

  of(mark: string): number | null {
    return mark === this.#mark ? this.#count : null;
  }

  ask(found: FoundApprise, mark: string): void {
    if (mark === this.#mark) return;
    this.#mark = mark;
    this.#count = null;
    void countServices(found, this.#stopped.signal)
      .catch(() => undefined)
      .then((count) => {
        if (count === undefined || mark !== this.#mark || this.#stopped.signal.aborted) return;
        this.#count = count;
        this.#known();
      });
  }

  /** Nobody is told any more, and no process waits for it. */
  stop(): void {
    this.#stopped.abort();
  }
}
