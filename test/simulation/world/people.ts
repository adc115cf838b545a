import type { VirtualTime } from '../time/virtual-time.ts';
import type { Draw } from './draw.ts';
import { DAY } from './trouble.ts';
import type { Truth } from './truth.ts';
import { DMARC, HEALTHY, MAIL, MX, SPF, VERIFICATION, type Zone } from './zone.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DOMAINS = [
  'northwind-bakery.example',
  'studio-lumen.example',
  'atlas-legal.example',
  'oakandiron.example',
  'harbor-books.example',
  'xn--bckerei-sommer-5hb.example',
  'pinecone.example',
  'redbrick.example',
  'tidewater.example',
  'quietfield.example',
  'saltmarsh.example',
  'ember-kiln.example',
];
const NAMES = [
  'info',
  'sales',
  'orders',
  'anna',
  'ben',
  'chris',
  'dora',
  'emil',
  'fay',
  'gus',
  'hana',
  'ivo',
];
const QUOTAS = [512, 1024, 2048, 5120];

/** Those who use the account and change it, in the panel and at their registrars, without asking the app. */
export class People {
  readonly #truth: Truth;
  readonly #time: VirtualTime;
  readonly #draw: Draw;
  readonly #busy: string[] = [];
  #named = 0;

  constructor(truth: Truth, time: VirtualTime, draw: Draw) {
    this.#truth = truth;
    this.#time = time;
    this.#draw = draw;
  }

  settle(): void {
    const draw = this.#draw;
    const names = DOMAINS.slice(0, draw.whole(5, 8));
    for (const name of names) {
      this.#truth.addDomain(name, []);
      for (const username of NAMES.slice(0, draw.whole(2, 6))) this.#move(`${username}@${name}`);
      if (draw.chance(0.5)) this.#truth.setForwarder(`team@${name}`, [`info@${name}`]);
      if (draw.chance(0.3)) this.#truth.setPointer(name, `alias-of-${name}`, 'alias');
      if (draw.chance(0.3)) this.#breakZone(name);
    }
  }

  /** Everything that people will do from now until `end`, each at its time. */
  plan(end: number): void {
    const { now } = this.#time;
    const at = (mean: number, act: () => void) => {
      for (const time of this.#draw.moments(now, end, mean)) this.#time.silently(time, act);
    };
    at(0.6 * DAY, () => this.#zoneTrouble(end));
    at(0.8 * DAY, () => this.fill(this.#anyMailbox()));
    at(1.5 * DAY, () => this.#changeAccount(end));
    at(2.5 * DAY, () => this.#limits(end));
    at(6 * DAY, () => this.#burst(end));
    at(20 * DAY, () => this.#accountQuota(end));
    for (let midnight = Math.ceil(now / DAY) * DAY; midnight < end; midnight += DAY)
      this.#time.silently(midnight, () => this.#newDay(midnight));
  }

  /** One of all these things, now: in the middle of a scan. */
  act(end: number): void {
    const draw = this.#draw;
    draw.pick([
      () => this.#zoneTrouble(end),
      () => this.#zoneTrouble(end),
      () => this.fill(this.#anyMailbox()),
      () => this.#changeAccount(end),
    ])();
  }

  fill(address: string | undefined): void {
    if (address === undefined) return;
    const { quota } = this.#truth.mailbox(address);
    if (quota === 0) return;
    // Often just at the lines where it is decided.
    const draw = this.#draw;
    const share = draw.pick([
      draw.between(0.05, 0.6),
      draw.between(0.8, 1.02),
      draw.pick([0.5, 0.75, 0.8, 0.85, 0.9, 0.95]),
      draw.between(0.84, 0.91),
    ]);
    this.#truth.changeMailbox(address, { usage: Math.round(share * quota * 100) / 100 });
  }

  #move(address: string): void {
    const draw = this.#draw;
    const quota = draw.chance(0.08) ? 0 : draw.pick(QUOTAS);
    const limit = draw.chance(0.1) ? 0 : draw.pick([200, 400, 9600]);
    const usage = Math.round(draw.between(0.01, 0.95) * (quota || 700));
    this.#truth.addMailbox(address, { quota, limit, usage });
    if (draw.chance(0.35)) this.#busy.push(address);
  }

  #later(ms: number, end: number, act: () => void): void {
    if (this.#time.now + ms < end) this.#time.silently(this.#time.now + ms, act);
    else this.#time.silently(end, act);
  }

  /** Shorter than a scan's interval, or much longer. */
  #howLong(): number {
    return this.#draw.spread(2 * MINUTE, 6 * DAY);
  }

  #zoneTrouble(end: number): void {
    const domain = this.#anyDomain();
    if (domain === undefined) return;
    const before = this.#truth.zone(domain);
    const part = this.#breakZone(domain);
    if (this.#draw.chance(0.85))
      this.#later(this.#howLong(), end, () => this.#truth.setZone(domain, { [part]: before[part] }));
  }

  #breakZone(domain: string): keyof Zone {
    const draw = this.#draw;
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
    this.#truth.setZone(domain, change);
    return Object.keys(change)[0] as keyof Zone;
  }

  #changeAccount(end: number): void {
    const draw = this.#draw;
    const truth = this.#truth;
    const domain = this.#anyDomain();
    if (domain === undefined) return;
    draw.pick([
      () => this.#create(domain),
      () => this.#deleteMailbox(),
      () => this.#forwarder(domain),
      () => this.#pointer(domain),
      () => truth.setCatchAll(domain, draw.pick(['fail', 'blackhole', `info@${domain}`])),
      () => truth.setHighScore(domain, draw.whole(1, 15)),
      () => this.#spamEntry(),
      () => this.#hosting(domain, end),
      () => this.#rotate(domain, end),
      () => this.#domains(domain, end),
    ])();
  }

  #create(domain: string): void {
    for (let count = this.#draw.chance(0.15) ? 7 : 1; count > 0; count--) {
      const name = this.#draw.chance(0.3) ? this.#draw.pick(NAMES) : `new${++this.#named}`;
      if (!this.#truth.domain(domain).mailboxes.has(name)) this.#move(`${name}@${domain}`);
    }
  }

  #deleteMailbox(): void {
    const address = this.#anyMailbox();
    if (address && this.#truth.domain(address.split('@')[1] ?? '').mailboxes.size > 1)
      this.#truth.removeMailbox(address);
  }

  #forwarder(domain: string): void {
    const draw = this.#draw;
    const address = `${draw.pick(['team', 'all', 'support'])}@${domain}`;
    const to = draw.pick([
      [`info@${domain}`],
      [`info@${domain}`, 'x@example.net'],
      ['x@example.net'],
      undefined,
    ]);
    const has = this.#truth.domain(domain).forwarders.has(address.split('@')[0] ?? '');
    if (to || has) this.#truth.setForwarder(address, to);
  }

  #pointer(domain: string): void {
    const pointer = `${this.#draw.pick(['alias-of', 'www-of'])}-${domain}`;
    const has = this.#truth.domain(domain).pointers.has(pointer);
    this.#truth.setPointer(
      domain,
      pointer,
      has ? undefined : this.#draw.pick(['alias', 'redirect'] as const),
    );
  }

  #spamEntry(): void {
    const list = this.#draw.pick(['whitelist', 'blacklist'] as const);
    const entry = `*@${this.#draw.pick(['a', 'b', 'c', 'd'])}.example.net`;
    this.#truth.setEntry(list, entry, !this.#truth.account[list].has(entry));
  }

  #hosting(domain: string, end: number): void {
    this.#truth.setHosting(domain, false);
    this.#later(this.#howLong(), end, () => {
      if (this.#truth.account.domains.has(domain)) this.#truth.setHosting(domain, true);
    });
  }

  /** A new key in the panel; the record follows at once, later, or not. */
  #rotate(domain: string, end: number): void {
    const key = this.#truth.rotateKey(domain);
    const publish = () => this.#truth.setZone(domain, { dkim: `key ${key}` });
    if (this.#draw.chance(0.5)) publish();
    else this.#later(this.#howLong(), end, publish);
  }

  #domains(domain: string, end: number): void {
    const draw = this.#draw;
    const free = DOMAINS.filter((name) => !this.#truth.account.domains.has(name));
    const name = free.length > 0 ? draw.pick(free) : undefined;
    if (name && draw.chance(0.6)) {
      this.#truth.addDomain(name, []);
      for (const username of NAMES.slice(0, draw.whole(1, 4))) this.#move(`${username}@${name}`);
      if (draw.chance(0.5)) this.#later(this.#howLong(), end, () => this.#truth.setZone(name, HEALTHY));
      if (draw.chance(0.5)) this.#truth.setZone(name, { mx: 'missing', spf: 'missing' });
    } else if (this.#truth.domains().length > 4) this.#truth.removeDomain(domain);
  }

  #limits(end: number): void {
    const address = this.#anyMailbox();
    if (!address) return;
    const draw = this.#draw;
    const before = this.#truth.mailbox(address);
    const change = draw.pick([
      { quota: draw.pick([...QUOTAS, 0]) },
      { limit: draw.pick([200, 400, 9600, 0]) },
      { suspended: !before.suspended },
    ]);
    this.#truth.changeMailbox(address, change);
    if (draw.chance(0.5))
      this.#later(this.#howLong(), end, () => {
        const { quota, limit, suspended } = before;
        if (this.#exists(address)) this.#truth.changeMailbox(address, { quota, limit, suspended });
      });
  }

  /** Somebody has got hold of a password. */
  #burst(end: number): void {
    const address = this.#anyMailbox();
    if (!address) return;
    const perMinute = this.#draw.spread(2, 30);
    const minutes = this.#draw.spread(20, 30 * 60);
    this.#truth.changeMailbox(address, { limit: 9600 });
    const stop = Math.min(this.#time.now + minutes * MINUTE, end);
    for (let at = this.#time.now; at < stop; at += 5 * MINUTE)
      this.#time.silently(at, () => this.#send(address, Math.round(perMinute * 5)));
  }

  #accountQuota(end: number): void {
    const { used } = this.#truth.quota.last ?? { used: 0 };
    const before = this.#truth.account.quotaBytes;
    this.#truth.setQuota(this.#draw.chance(0.1) ? 0 : Math.round(used / this.#draw.between(0.7, 1.05)));
    this.#later(this.#howLong(), end, () => this.#truth.setQuota(before));
  }

  #newDay(midnight: number): void {
    const draw = this.#draw;
    for (const address of this.#mailboxes())
      if (this.#truth.mailbox(address).sent > 0) this.#truth.changeMailbox(address, { sent: 0 }, false);
    for (const address of this.#busy) {
      if (!this.#exists(address)) continue;
      const share = draw.pick([0.1, 0.3, 0.6, 0.88, 0.93, 0.99]);
      const total = Math.min(2_000, this.#truth.mailbox(address).limit || 300) * share;
      for (let part = 0; part < 6; part++)
        this.#time.silently(midnight + draw.between(6, 22) * HOUR, () =>
          this.#send(address, Math.round(total / 6)),
        );
    }
  }

  #send(address: string, count: number): void {
    if (!this.#exists(address)) return;
    const { sent, limit } = this.#truth.mailbox(address);
    const after = limit > 0 ? Math.min(limit, sent + count) : sent + count;
    if (after !== sent) this.#truth.changeMailbox(address, { sent: after }, false);
  }

  #exists(address: string): boolean {
    return this.#truth.mailboxes.get(address)?.last !== undefined;
  }

  #mailboxes(): string[] {
    return this.#truth.mailboxes.subjects().filter((address) => this.#exists(address));
  }

  #anyMailbox(): string | undefined {
    const all = this.#mailboxes();
    return all.length > 0 ? this.#draw.pick(all) : undefined;
  }

  #anyDomain(): string | undefined {
    const all = this.#truth.domains();
    return all.length > 0 ? this.#draw.pick(all) : undefined;
  }
}
