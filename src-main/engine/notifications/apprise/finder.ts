import type { Clock, Logger, Timer } from '../../ports.ts';
import type { DiscoveryOptions, FoundApprise } from './discovery.ts';
import { diskMark } from './disk-mark.ts';

export interface FinderOptions {
  clock: Clock;
  log: Logger;
  /** The places to look at, as they are now. */
  places: () => DiscoveryOptions;
  /** Another one than before, another version of it, or none: what runs with the old one must end. */
  replaced: (found: FoundApprise | undefined) => void;
  /** Lets what is under way end, before a changed one takes over. */
  quiet: () => Promise<void>;
  /** It was looked for. */
  looked: () => void;
}

/** A missing Apprise is looked for again this often at most. */
const LOOK_AGAIN_MS = 30_000;
/** Whether the one in use was upgraded or removed is asked this often at most… */
const CHECK_MS = 5_000;
/** …and also without anything to send, so that an open panel tells the truth. */
const WATCH_MS = 5 * 60_000;

/** Which Apprise is there: looks for it, and notices when it is upgraded, removed or comes back. */
export class AppriseFinder {
  readonly #options: FinderOptions;
  #looking: Promise<void> | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #checkedAt = Number.NEGATIVE_INFINITY;
  #lookedFor = '';
  #found: FoundApprise | undefined;
  #mark = '';
  #watching: Timer | undefined;
  #stopped = false;

  constructor(options: FinderOptions) {
    this.#options = options;
  }

  get found(): FoundApprise | undefined {
    return this.#found;
  }

  /** Changes with each upgrade. */
  get mark(): string {
    return this.#mark;
  }

  /** Nobody knows yet whether there is one. */
  get undecided(): boolean {
    return this.#looking !== undefined || this.#lookedFor === '';
  }

  /** Looks where that was not done yet, the setting changed, it was missing a while ago, or its files changed. */
  async ensure(): Promise<FoundApprise | undefined> {
    if (!this.#looking && !this.#stopped) {
      const wanted = JSON.stringify(this.#options.places());
      const now = this.#options.clock.now();
      const since = (time: number) => Math.abs(now - time);
      if (wanted !== this.#lookedFor || (!this.#found && since(this.#lookedAt) >= LOOK_AGAIN_MS)) {
        this.#lookedFor = wanted;
        this.#begin(this.#look());
      } else if (this.#found && since(this.#checkedAt) >= CHECK_MS) this.#begin(this.#renew());
    }
    await this.#looking;
    return this.#found;
  }

  /** Looks again now, e.g. after an installation. */
  async rediscover(): Promise<void> {
    this.#lookedFor = '';
    await this.ensure();
  }

  /** Whether the one in use is another by now; then it is taken over before this resolves. */
  async changedOnDisk(): Promise<boolean> {
    const before = this.#mark;
    this.#checkedAt = Number.NEGATIVE_INFINITY;
    await this.ensure();
    return before !== this.#mark;
  }

  /** The one in use cannot be run: it is removed, broken, or being upgraded. */
  lost(): void {
    const [before, mark] = [this.#found, this.#mark];
    this.#drop();
    this.#lookedAt = this.#options.clock.now();
    this.#options.looked();
    if (before) void this.#lookIfChanged(before, mark);
  }

  /**
   * Lets what is under way end, stops what runs, changes the installation, and looks again; `ensure` waits meanwhile.
   * @throws what `change` throws, after looking again.
   */
  async replace(change: () => Promise<void>): Promise<void> {
    while (this.#looking !== undefined) await this.#looking;
    const replacing = this.#replace(change);
    this.#begin(replacing.catch(() => {}));
    return replacing;
  }

  stop(): void {
    this.#stopped = true;
    this.#watching?.cancel();
  }

  #begin(work: Promise<void>): void {
    this.#looking = work
      .catch((error: unknown) => this.#options.log.log('error', 'Apprise could not be looked for', { error }))
      .finally(() => {
        this.#looking = undefined;
      });
  }

  async #replace(change: () => Promise<void>): Promise<void> {
    await this.#options.quiet();
    this.#drop();
    this.#options.looked();
    try {
      await change();
    } finally {
      this.#lookedFor = JSON.stringify(this.#options.places());
      await this.#look();
    }
  }

  #drop(): void {
    this.#found = undefined;
    this.#mark = '';
    this.#options.replaced(undefined);
  }

  async #renew(): Promise<void> {
    this.#checkedAt = this.#options.clock.now();
    if (!this.#found || (await diskMark(this.#found)) === this.#mark) return;
    this.#options.log.log('info', 'Apprise was changed on disk: it is looked for again');
    await this.#options.quiet();
    await this.#look();
  }

  /** What is unchanged and broken would be found again at once, and fail again at once. */
  async #lookIfChanged(before: FoundApprise, mark: string): Promise<void> {
    if ((await diskMark(before)) === mark || this.#looking || this.#stopped) return;
    this.#begin(this.#look());
  }

  async #look(): Promise<void> {
    const { clock, log, places, replaced, looked } = this.#options;
    const before = this.#found && { path: this.#found.path, kind: this.#found.kind, mark: this.#mark };
    const { discoverApprise } = await import('./discovery.ts');
    const found = await discoverApprise(places());
    const mark = found ? await diskMark(found) : '';
    this.#lookedAt = clock.now();
    this.#checkedAt = this.#lookedAt;
    const same = before && before.path === found?.path && before.kind === found.kind && before.mark === mark;
    this.#found = found;
    this.#mark = mark;
    if (!same) replaced(found);
    log.log('info', found ? 'Apprise was found' : 'Apprise was not found', { ...found });
    looked();
    if (!this.#watching) this.#watch();
  }

  #watch(): void {
    if (this.#stopped) return;
    this.#watching = this.#options.clock.after(WATCH_MS, () => {
      void this.ensure();
      this.#watch();
    });
  }
}
