import type { Surroundings } from './surroundings.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Those who send mail, day by day, and those who should not. */
export class Senders {
  readonly #around: Surroundings;
  readonly #busy: string[] = [];

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** This mailbox sends every day. */
  add(address: string): void {
    this.#busy.push(address);
  }

  /** Somebody has got hold of a password. */
  burst(end: number): void {
    const address = this.#around.anyMailbox();
    if (!address) return;
    const perMinute = this.#around.draw.spread(2, 30);
    const minutes = this.#around.draw.spread(20, 30 * 60);
    this.#around.truth.changeMailbox(address, { limit: 9600 });
    const stop = Math.min(this.#around.time.now + minutes * MINUTE, end);
    for (let at = this.#around.time.now; at < stop; at += 5 * MINUTE)
      this.#around.time.silently(at, () => this.#send(address, Math.round(perMinute * 5)));
  }

  /** The counters begin anew, and so do the busy ones. */
  newDay(midnight: number): void {
    const draw = this.#around.draw;
    for (const address of this.#around.mailboxes())
      if (this.#around.truth.mailbox(address).sent > 0)
        this.#around.truth.changeMailbox(address, { sent: 0 }, false);
    for (const address of this.#busy) {
      if (!this.#around.exists(address)) continue;
      const share = draw.pick([0.1, 0.3, 0.6, 0.88, 0.93, 0.99]);
      const total = Math.min(2_000, this.#around.truth.mailbox(address).limit || 300) * share;
      for (let part = 0; part < 6; part++)
        this.#around.time.silently(midnight + draw.between(6, 22) * HOUR, () =>
          this.#send(address, Math.round(total / 6)),
        );
    }
  }

  #send(address: string, count: number): void {
    if (!this.#around.exists(address)) return;
    const { sent, limit } = this.#around.truth.mailbox(address);
    const after = limit > 0 ? Math.min(limit, sent + count) : sent + count;
    if (after !== sent) this.#around.truth.changeMailbox(address, { sent: after }, false);
  }
}
