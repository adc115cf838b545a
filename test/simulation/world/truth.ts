import { createAccount, createDomain, createMailbox, type SimDomain } from '../../simulator/account-state.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import { Histories, History } from './history.ts';
import { dkimValue, type Expected, HEALTHY, VERIFICATION_NAME, type Zone } from './zone.ts';

export interface MailboxTruth {
  domain: string;
  quota: number;
  usage: number;
  limit: number;
  sent: number;
  suspended: boolean;
}

/** Anything that the watch takes an inventory of, under `kind subject`, as text that tells two values apart. */
export type Facts = Record<string, unknown>;

/** The account and its domains as they really are, and as they were at every instant. */
export class Truth {
  readonly account = createAccount([], { apiKey: 'SimulatedKey0000000000000000001' });
  readonly zones = new Histories<Zone>();
  readonly expected = new Histories<Expected | undefined>();
  readonly mailboxes = new Histories<MailboxTruth | undefined>();
  readonly quota = new History<{ used: number; limit: number }>();
  readonly inventory = new Histories<Facts | undefined>();
  readonly #time: VirtualTime;
  readonly #tell: (text: string) => void;

  constructor(time: VirtualTime, tell: (text: string) => void) {
    this.#time = time;
    this.#tell = tell;
    this.account.verificationKey = VERIFICATION_NAME;
    this.account.quotaBytes = 40 * 1024 ** 3;
    for (const list of ['whitelist', 'blacklist'] as const)
      for (const entry of this.account[list]) this.#note(`${list} ${entry}`, {});
  }

  domains(): string[] {
    return [...this.account.domains.keys()];
  }

  zone(domain: string): Zone {
    const zone = this.zones.get(domain)?.last;
    if (!zone) throw new Error(`${domain} was never there.`);
    return zone;
  }

  domain(name: string): SimDomain {
    const domain = this.account.domains.get(name);
    if (!domain) throw new Error(`${name} is not in the account.`);
    return domain;
  }

  mailbox(address: string): MailboxTruth {
    const mailbox = this.mailboxes.get(address)?.last;
    if (!mailbox) throw new Error(`${address} is not in the account.`);
    return mailbox;
  }

  setZone(domain: string, change: Partial<Zone>): void {
    const zone = { ...this.zone(domain), ...change };
    this.zones.set(domain, this.#time.now, zone);
    this.#say(`${domain} publishes ${JSON.stringify(change)}`);
  }

  addDomain(name: string, mailboxes: readonly string[]): void {
    const { now } = this.#time;
    const before = this.expected.get(name)?.last ?? this.#lastExpected(name);
    const expected: Expected = { hosting: true, key: (before?.key ?? 0) + 1 };
    this.account.domains.set(name, createDomain(this.account, { domain: name }));
    this.zones.set(name, now, { ...HEALTHY, dkim: `key ${expected.key}` });
    this.#say(`domain ${name} is added`);
    this.#expect(name, expected);
    this.#note(`domain ${name}`, { mailHosting: true });
    this.#note(`catchall ${name}`, { value: 'fail' });
    this.#note(`spam ${name}`, { highScore: 5 });
    for (const username of mailboxes) this.addMailbox(`${username}@${name}`, {});
  }

  removeDomain(name: string): void {
    const domain = this.domain(name);
    this.#say(`domain ${name} is deleted`);
    for (const username of [...domain.mailboxes.keys()]) this.removeMailbox(`${username}@${name}`);
    for (const alias of [...domain.forwarders.keys()]) this.setForwarder(`${alias}@${name}`, undefined);
    for (const pointer of [...domain.pointers.keys()]) this.setPointer(name, pointer, undefined);
    for (const kind of ['domain', 'catchall', 'spam']) this.#note(`${kind} ${name}`, undefined);
    this.account.domains.delete(name);
    this.expected.set(name, this.#time.now, undefined);
  }

  setHosting(name: string, hosting: boolean): void {
    this.domain(name).mailHosting = hosting;
    this.#say(`mail hosting of ${name} ${hosting ? 'on' : 'off'}`);
    this.#expect(name, { ...this.#expectedNow(name), hosting });
    this.#note(`domain ${name}`, { mailHosting: hosting });
  }

  /** MXroute signs with another key from now on. */
  rotateKey(name: string): number {
    const expected = this.#expectedNow(name);
    const key = expected.key + 1;
    this.#say(`${name} is signed with key ${key}`);
    this.#expect(name, { ...expected, key });
    return key;
  }

  addMailbox(address: string, seed: Partial<MailboxTruth>): void {
    const [username = '', domain = ''] = address.split('@');
    this.domain(domain).mailboxes.set(username, createMailbox({ username, ...seed }));
    this.#say(`mailbox ${address} is created`);
    this.#saveMailbox(address);
  }

  changeMailbox(address: string, change: Partial<MailboxTruth>, loud = true): void {
    const [username = '', domain = ''] = address.split('@');
    const mailbox = this.domain(domain).mailboxes.get(username);
    if (!mailbox) throw new Error(`${address} is not in the account.`);
    Object.assign(mailbox, change);
    if (loud) this.#say(`${address} has ${JSON.stringify(change)}`);
    this.#saveMailbox(address);
  }

  removeMailbox(address: string): void {
    const [username = '', domain = ''] = address.split('@');
    this.domain(domain).mailboxes.delete(username);
    this.#say(`mailbox ${address} is deleted`);
    this.mailboxes.set(address, this.#time.now, undefined);
    this.#note(`mailbox ${address}`, undefined);
    this.#countQuota();
  }

  setForwarder(address: string, to: string[] | undefined): void {
    const [alias = '', domain = ''] = address.split('@');
    if (to) this.domain(domain).forwarders.set(alias, to);
    else this.domain(domain).forwarders.delete(alias);
    this.#say(`forwarder ${address} → ${to?.join() ?? 'nobody: deleted'}`);
    this.#note(`forwarder ${address}`, to && { to });
  }

  setPointer(domain: string, pointer: string, type: 'alias' | 'redirect' | undefined): void {
    if (type) this.domain(domain).pointers.set(pointer, type);
    else this.domain(domain).pointers.delete(pointer);
    this.#say(`pointer ${pointer} of ${domain}: ${type ?? 'deleted'}`);
    this.#note(`pointer ${pointer}`, type && { domain, type });
  }

  setCatchAll(domain: string, value: string): void {
    const isWord = value === 'fail' || value === 'blackhole';
    this.domain(domain).catchAll = isWord
      ? { type: value, address: null }
      : { type: 'address', address: value };
    this.#say(`catch-all of ${domain}: ${value}`);
    this.#note(`catchall ${domain}`, { value });
  }

  setHighScore(domain: string, highScore: number): void {
    this.domain(domain).highScore = highScore;
    this.#say(`spam score of ${domain}: ${highScore}`);
    this.#note(`spam ${domain}`, { highScore });
  }

  setEntry(list: 'whitelist' | 'blacklist', entry: string, listed: boolean): void {
    if (listed) this.account[list].add(entry);
    else this.account[list].delete(entry);
    this.#say(`${entry} ${listed ? 'on' : 'off'} the ${list}`);
    this.#note(`${list} ${entry}`, listed ? {} : undefined);
  }

  setQuota(bytes: number): void {
    this.account.quotaBytes = bytes;
    this.#say(`account quota ${Math.round(bytes / 1024 ** 2)} MB`);
    this.#countQuota();
  }

  #expectedNow(name: string): Expected {
    const expected = this.expected.get(name)?.last;
    if (!expected) throw new Error(`${name} is not in the account.`);
    return expected;
  }

  #lastExpected(name: string): Expected | undefined {
    const all = this.expected.get(name)?.during(0, this.#time.now) ?? [];
    return all.findLast((one) => one !== undefined);
  }

  #expect(name: string, expected: Expected): void {
    const domain = this.domain(name);
    domain.dkim = { name: 'x._domainkey', value: dkimValue(name, expected.key) };
    this.expected.set(name, this.#time.now, expected);
  }

  #saveMailbox(address: string): void {
    const [username = '', domain = ''] = address.split('@');
    const mailbox = this.domain(domain).mailboxes.get(username);
    if (!mailbox) return;
    const { quota, usage, limit, sent, suspended } = mailbox;
    const before = this.mailboxes.get(address)?.last;
    this.mailboxes.set(address, this.#time.now, { domain, quota, usage, limit, sent, suspended });
    if (before?.quota !== quota || before.limit !== limit || before.suspended !== suspended)
      this.#note(`mailbox ${address}`, { domain, quotaMb: quota, sendLimit: limit, suspended });
    if (before?.usage !== usage) this.#countQuota();
  }

  #countQuota(): void {
    const mailboxes = [...this.account.domains.values()].flatMap((domain) => [...domain.mailboxes.values()]);
    const used = mailboxes.reduce((sum, { usage }) => sum + Math.round(usage * 1024 ** 2), 0);
    this.quota.set(this.#time.now, { used, limit: this.account.quotaBytes });
  }

  #note(subject: string, facts: Facts | undefined): void {
    this.inventory.set(subject, this.#time.now, facts);
  }

  #say(text: string): void {
    this.#tell(text);
  }
}
