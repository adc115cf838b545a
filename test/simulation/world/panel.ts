import type { Senders } from './senders.ts';
import type { Surroundings } from './surroundings.ts';
import { HEALTHY } from './zone.ts';

export const DOMAINS = [
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
export const NAMES = [
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

/** What is done in MXroute's panel. */
export class Panel {
  readonly #around: Surroundings;
  readonly #senders: Senders;
  #named = 0;

  constructor(around: Surroundings, senders: Senders) {
    this.#around = around;
    this.#senders = senders;
  }

  /** Something comes, goes, or is set differently. */
  changeAccount(end: number): void {
    const draw = this.#around.draw;
    const truth = this.#around.truth;
    const domain = this.#around.anyDomain();
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
    for (let count = this.#around.draw.chance(0.15) ? 7 : 1; count > 0; count--) {
      const name = this.#around.draw.chance(0.3) ? this.#around.draw.pick(NAMES) : `new${++this.#named}`;
      if (!this.#around.truth.domain(domain).mailboxes.has(name)) this.move(`${name}@${domain}`);
    }
  }

  #deleteMailbox(): void {
    const address = this.#around.anyMailbox();
    if (address && this.#around.truth.domain(address.split('@')[1] ?? '').mailboxes.size > 1)
      this.#around.truth.removeMailbox(address);
  }

  #forwarder(domain: string): void {
    const draw = this.#around.draw;
    const address = `${draw.pick(['team', 'all', 'support'])}@${domain}`;
    const to = draw.pick([
      [`info@${domain}`],
      [`info@${domain}`, 'x@example.net'],
      ['x@example.net'],
      undefined,
    ]);
    const has = this.#around.truth.domain(domain).forwarders.has(address.split('@')[0] ?? '');
    if (to || has) this.#around.truth.setForwarder(address, to);
  }

  #pointer(domain: string): void {
    const pointer = `${this.#around.draw.pick(['alias-of', 'www-of'])}-${domain}`;
    const has = this.#around.truth.domain(domain).pointers.has(pointer);
    this.#around.truth.setPointer(
      domain,
      pointer,
      has ? undefined : this.#around.draw.pick(['alias', 'redirect'] as const),
    );
  }

  #spamEntry(): void {
    const list = this.#around.draw.pick(['whitelist', 'blacklist'] as const);
    const entry = `*@${this.#around.draw.pick(['a', 'b', 'c', 'd'])}.example.net`;
    this.#around.truth.setEntry(list, entry, !this.#around.truth.account[list].has(entry));
  }

  #hosting(domain: string, end: number): void {
    this.#around.truth.setHosting(domain, false);
    this.#around.later(this.#around.howLong(), end, () => {
      if (this.#around.truth.account.domains.has(domain)) this.#around.truth.setHosting(domain, true);
    });
  }

  /** A new key in the panel; the record follows at once, later, or not. */
  #rotate(domain: string, end: number): void {
    const key = this.#around.truth.rotateKey(domain);
    const publish = () => this.#around.truth.setZone(domain, { dkim: `key ${key}` });
    if (this.#around.draw.chance(0.5)) publish();
    else this.#around.later(this.#around.howLong(), end, publish);
  }

  #domains(domain: string, end: number): void {
    const draw = this.#around.draw;
    const free = DOMAINS.filter((name) => !this.#around.truth.account.domains.has(name));
    const name = free.length > 0 ? draw.pick(free) : undefined;
    if (name && draw.chance(0.6)) {
      this.#around.truth.addDomain(name, []);
      for (const username of NAMES.slice(0, draw.whole(1, 4))) this.move(`${username}@${name}`);
      if (draw.chance(0.5))
        this.#around.later(this.#around.howLong(), end, () => this.#around.truth.setZone(name, HEALTHY));
      if (draw.chance(0.5)) this.#around.truth.setZone(name, { mx: 'missing', spf: 'missing' });
    } else if (this.#around.truth.domains().length > 4) this.#around.truth.removeDomain(domain);
  }

  /** Somebody may store or send more, or less. */
  limits(end: number): void {
    const address = this.#around.anyMailbox();
    if (!address) return;
    const draw = this.#around.draw;
    const before = this.#around.truth.mailbox(address);
    const change = draw.pick([
      { quota: draw.pick([...QUOTAS, 0]) },
      { limit: draw.pick([200, 400, 9600, 0]) },
      { suspended: !before.suspended },
    ]);
    this.#around.truth.changeMailbox(address, change);
    if (draw.chance(0.5))
      this.#around.later(this.#around.howLong(), end, () => {
        const { quota, limit, suspended } = before;
        if (this.#around.exists(address))
          this.#around.truth.changeMailbox(address, { quota, limit, suspended });
      });
  }

  /** Another plan. */
  accountQuota(end: number): void {
    const { used } = this.#around.truth.quota.last ?? { used: 0 };
    const before = this.#around.truth.account.quotaBytes;
    this.#around.truth.setQuota(
      this.#around.draw.chance(0.1) ? 0 : Math.round(used / this.#around.draw.between(0.7, 1.05)),
    );
    this.#around.later(this.#around.howLong(), end, () => this.#around.truth.setQuota(before));
  }

  /** Somebody moves in. */
  move(address: string): void {
    const draw = this.#around.draw;
    const quota = draw.chance(0.08) ? 0 : draw.pick(QUOTAS);
    const limit = draw.chance(0.1) ? 0 : draw.pick([200, 400, 9600]);
    const usage = Math.round(draw.between(0.01, 0.95) * (quota || 700));
    this.#around.truth.addMailbox(address, { quota, limit, usage });
    if (draw.chance(0.35)) this.#senders.add(address);
  }
}
