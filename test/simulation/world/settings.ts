import type { Engine } from '../../../src-main/engine/engine.ts';
import { History } from './history.ts';

/** The app's settings and the computer's clock, as they were at every instant. */
export class Settings {
  readonly storagePercent = new History<number>();
  readonly sendPercent = new History<number>();
  readonly accountPercent = new History<number>();
  readonly requireMail = new History<boolean>();
  /** Whether the computer is on, awake, and as far as it knows online. */
  readonly ready = new History<boolean>();
  readonly #intervals = {
    dns: new History<number>(),
    usage: new History<number>(),
    watch: new History<number>(),
  };
  readonly #clock = new History<number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  read(engine: Engine): void {
    const { settings } = engine.parts;
    this.#note(this.storagePercent, settings.get('usage.storagePercent'));
    this.#note(this.sendPercent, settings.get('usage.sendPercent'));
    this.#note(this.accountPercent, settings.get('usage.accountPercent'));
    this.#note(this.requireMail, settings.get('dns.requireMailCname'));
    for (const monitor of ['dns', 'usage', 'watch'] as const)
      this.#note(this.#intervals[monitor], settings.get(`${monitor}.intervalHours`));
  }

  computer(isReady: boolean, offset: number): void {
    this.#note(this.ready, isReady);
    this.#note(this.#clock, offset);
  }

  clockMoved(from: number, to: number): boolean {
    return new Set(this.#clock.during(from, to)).size > 1;
  }

  intervalHours(monitor: 'dns' | 'usage' | 'watch'): number {
    return this.#intervals[monitor].last ?? 24;
  }

  #note<T>(history: History<T>, value: T): void {
    if (history.last !== value) history.set(this.#now(), value);
  }
}
