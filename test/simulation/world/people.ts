import type { VirtualTime } from '../time/virtual-time.ts';
import type { Draw } from './draw.ts';
import { DOMAINS, NAMES, Panel } from './panel.ts';
import { Senders } from './senders.ts';
import { Surroundings } from './surroundings.ts';
import { DAY } from './trouble.ts';
import type { Truth } from './truth.ts';
import { DMARC, MAIL, MX, SPF, VERIFICATION, type Zone } from './zone.ts';

/** Those who use the account and change it, in the panel and at their registrars, without asking the app. */
export class People {
  readonly #around: Surroundings;
  readonly #senders: Senders;
  readonly #panel: Panel;

  constructor(truth: Truth, time: VirtualTime, draw: Draw) {
    this.#around = new Surroundings(truth, time, draw);
    this.#senders = new Senders(this.#around);
    this.#panel = new Panel(this.#around, this.#senders);
  }

  settle(): void {
    const draw = this.#around.draw;
    const names = DOMAINS.slice(0, draw.whole(5, 8));
    for (const name of names) {
      this.#around.truth.addDomain(name, []);
      for (const username of NAMES.slice(0, draw.whole(2, 6))) this.#panel.move(`${username}@${name}`);
      if (draw.chance(0.5)) this.#around.truth.setForwarder(`team@${name}`, [`info@${name}`]);
      if (draw.chance(0.3)) this.#around.truth.setPointer(name, `alias-of-${name}`, 'alias');
      if (draw.chance(0.3)) this.#breakZone(name);
    }
  }

  /** Everything that people will do from now until `end`, each at its time. */
  plan(end: number): void {
    const { now } = this.#around.time;
    const at = (mean: number, act: () => void) => {
      for (const time of this.#around.draw.moments(now, end, mean)) this.#around.time.silently(time, act);
    };
    at(0.6 * DAY, () => this.#zoneTrouble(end));
    at(0.8 * DAY, () => this.#fill(this.#around.anyMailbox()));
    at(1.5 * DAY, () => this.#panel.changeAccount(end));
    at(2.5 * DAY, () => this.#panel.limits(end));
    at(6 * DAY, () => this.#senders.burst(end));
    at(20 * DAY, () => this.#panel.accountQuota(end));
    for (let midnight = Math.ceil(now / DAY) * DAY; midnight < end; midnight += DAY)
      this.#around.time.silently(midnight, () => this.#senders.newDay(midnight));
  }

  /** One of all these things, now: in the middle of a scan. */
  act(end: number): void {
    const draw = this.#around.draw;
    draw.pick([
      () => this.#zoneTrouble(end),
      () => this.#zoneTrouble(end),
      () => this.#fill(this.#around.anyMailbox()),
      () => this.#panel.changeAccount(end),
    ])();
  }

  #fill(address: string | undefined): void {
    if (address === undefined) return;
    const { quota } = this.#around.truth.mailbox(address);
    if (quota === 0) return;
    // Often just at the lines where it is decided.
    const draw = this.#around.draw;
    const share = draw.pick([
      draw.between(0.05, 0.6),
      draw.between(0.8, 1.02),
      draw.pick([0.5, 0.75, 0.8, 0.85, 0.9, 0.95]),
      draw.between(0.84, 0.91),
    ]);
    this.#around.truth.changeMailbox(address, { usage: Math.round(share * quota * 100) / 100 });
  }

  #zoneTrouble(end: number): void {
    const domain = this.#around.anyDomain();
    if (domain === undefined) return;
    const before = this.#around.truth.zone(domain);
    const part = this.#breakZone(domain);
    if (this.#around.draw.chance(0.85))
      this.#around.later(this.#around.howLong(), end, () =>
        this.#around.truth.setZone(domain, { [part]: before[part] }),
      );
  }

  #breakZone(domain: string): keyof Zone {
    const draw = this.#around.draw;
    const anyOf = <T extends object>(variants: T) => draw.pick(Object.keys(variants)) as keyof T;
    const change = draw.pick<Partial<Zone>>([
      { mx: anyOf(MX) },
      { spf: anyOf(SPF) },
      { dkim: draw.pick(['missing', 'revoked', 'key 0'] as const) },
      { dmarc: anyOf(DMARC) },
      { verification: anyOf(VERIFICATION) },
      { mail: anyOf(MAIL) },
      { mail: draw.pick(['elsewhere', 'address'] as const) },
    ]);
    this.#around.truth.setZone(domain, change);
    return Object.keys(change)[0] as keyof Zone;
  }
}
