/** What one process has under way to the outside. */
export interface LineOptions {
  /** Called at each use: the app may die at any of them. */
  touch: () => void;
  /** Why nothing gets through; undefined where it does. */
  down: () => Error | undefined;
  after: (ms: number, run: () => void) => void;
}

/** The process's end of its connections: nothing arrives while it sleeps, and nothing at all once it is dead. */
export class Line {
  readonly #options: LineOptions;
  #held: { deliver: () => void; lose: (() => void) | undefined }[] | undefined;
  #isDead = false;
  open = 0;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  get dead(): boolean {
    return this.#isDead;
  }

  /**
   * `begin` sends; one of its two is called when there is an answer, or neither. An answer that is `kept` survives the
   * sleep of this computer.
   */
  exchange<T>(
    signal: AbortSignal | undefined,
    begin: (deliver: (value: T, kept?: boolean) => void, fail: (error: Error) => void) => void,
  ): Promise<T> {
    this.#options.touch();
    return new Promise<T>((resolve, reject) => {
      let isOpen = true;
      this.open++;
      const finish = (act: () => void) => {
        if (!isOpen) return;
        isOpen = false;
        this.open--;
        signal?.removeEventListener('abort', abort);
        act();
      };
      const abort = () => finish(() => reject(new DOMException('Aborted', 'AbortError')));
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      if (this.#isDead) return finish(() => reject(new Error('ENETDOWN')));
      const down = this.#options.down();
      const lose = (error: Error) => () => finish(() => reject(error));
      if (down) return this.#options.after(20, () => this.deliver(lose(down)));
      begin(
        (value, kept) =>
          this.deliver(() => finish(() => resolve(value)), kept ? undefined : lose(new Error('ECONNRESET'))),
        (error) => this.deliver(lose(error)),
      );
    });
  }

  /** Now, or when this computer wakes up; `lose` instead where the connection did not survive the sleep. */
  deliver(deliver: () => void, lose?: () => void): void {
    if (this.#isDead) return;
    if (this.#held) this.#held.push({ deliver, lose });
    else deliver();
  }

  sleep(): void {
    this.#held = [];
  }

  wake(connectionsLost: boolean): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const { deliver, lose } of held) (connectionsLost && lose ? lose : deliver)();
  }

  die(): void {
    this.#isDead = true;
    this.#held = undefined;
  }
}
