import type { VirtualTime } from '../time/virtual-time.ts';
import type { Draw } from './draw.ts';
import { DAY } from './trouble.ts';
import type { Truth } from './truth.ts';

const MINUTE = 60_000;

/** What people act upon. */
export class Surroundings {
  readonly truth: Truth;
  readonly time: VirtualTime;
  readonly draw: Draw;

  constructor(truth: Truth, time: VirtualTime, draw: Draw) {
    this.truth = truth;
    this.time = time;
    this.draw = draw;
  }

  /** After so long, but not after everything is to come to rest. */
  later(ms: number, end: number, act: () => void): void {
    if (this.time.now + ms < end) this.time.silently(this.time.now + ms, act);
    else this.time.silently(end, act);
  }

  /** Shorter than a scan's interval, or much longer. */
  howLong(): number {
    return this.draw.spread(2 * MINUTE, 6 * DAY);
  }

  exists(address: string): boolean {
    return this.truth.mailboxes.get(address)?.last !== undefined;
  }

  mailboxes(): string[] {
    return this.truth.mailboxes.subjects().filter((address) => this.exists(address));
  }

  anyMailbox(): string | undefined {
    const all = this.mailboxes();
    return all.length > 0 ? this.draw.pick(all) : undefined;
  }

  anyDomain(): string | undefined {
    const all = this.truth.domains();
    return all.length > 0 ? this.draw.pick(all) : undefined;
  }
}
