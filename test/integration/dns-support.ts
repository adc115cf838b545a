import type { AuditEntry, AuditLog } from '../../src-main/engine/audit/entry.ts';
import { createAuditLog } from '../../src-main/engine/audit/log.ts';
import {
  type AccountApi,
  type AccountQuota,
  type CatchAll,
  type DnsInfo,
  MxrouteError,
  type NamedRecord,
  type RequestOptions,
} from '../../src-main/engine/mxroute/api.ts';
import { systemClock } from '../../src-main/engine/platform/clock.ts';
import type { Clock, Logger } from '../../src-main/engine/ports.ts';
import type { Db } from '../../src-main/engine/storage/open.ts';
import type { AuditEvent } from '../../src-shared/audit-event.ts';
import type { Zones } from '../simulator/dns-zones.ts';

export const SERVER = 'eagle.mxlogin.com';
export const RELAY = 'eagle-relay.mxlogin.com';

export interface TestClock extends Clock {
  shift(ms: number): void;
  /** Called when a scan begins to wait for a second answer. */
  beforeSecondLook?: () => void;
}

/** Long enough to be the wait for a second answer, and nothing else of a scan. */
const isSecondLook = (ms: number) => (ms > 55_000 && ms < 65_000) || (ms > 595_000 && ms < 605_000);

/** Real timers, but for the wait of a minute; `shift` moves the wall clock, so that a day passes without waiting for it. */
export function createTestClock(): TestClock {
  let offset = 0;
  const clock: TestClock = {
    now: () => systemClock.now() + offset,
    after(ms, run) {
      if (!isSecondLook(ms)) return systemClock.after(ms, run);
      clock.beforeSecondLook?.();
      const wait = setImmediate(() => {
        offset += ms;
        run();
      });
      return { cancel: () => clearImmediate(wait) };
    },
    shift: (ms) => {
      offset += ms;
    },
  };
  return clock;
}

export const quiet: Logger = { log: () => undefined };

/** Everything that a healthy domain publishes. */
export const healthyZone = (domain: string): Zones => ({
  [domain]: {
    MX: [
      { priority: 10, host: SERVER },
      { priority: 20, host: RELAY },
    ],
    TXT: ['v=spf1 include:mxroute.com -all'],
  },
  [`x._domainkey.${domain}`]: { TXT: [`v=DKIM1; k=rsa; p=KEYOF${domain.replace(/[^a-z0-9]/g, '')}`] },
  [`_dmarc.${domain}`]: { TXT: ['v=DMARC1; p=none'] },
  [`_da-verify-1.${domain}`]: { TXT: ['domain-verified'] },
  [`mail.${domain}`]: { CNAME: SERVER },
});

export const dnsInfo = (domain: string): DnsInfo => ({
  mx: [
    { priority: 10, host: SERVER },
    { priority: 20, host: RELAY },
  ],
  spf: { name: '@', value: 'v=spf1 include:mxroute.com -all' },
  dkim: { name: 'x._domainkey', value: `v=DKIM1; k=rsa; p=KEYOF${domain.replace(/[^a-z0-9]/g, '')}` },
  verification: undefined,
});

/** The account as the monitor sees it, without HTTP: what it answers can be changed between scans. */
export class FakeAccount implements AccountApi {
  readonly reads = { limit: 100, left: 100 };
  requests = 0;
  asked: string[] = [];
  priorities: string[] = [];
  domains: string[];
  key: NamedRecord | undefined = { name: '_da-verify-1', value: 'domain-verified' };
  info = new Map<string, Partial<DnsInfo>>();
  hostingOff = new Set<string>();
  failing = new Map<string, MxrouteError>();
  inFlight = 0;
  maxInFlight = 0;

  constructor(domains: string[]) {
    this.domains = domains;
  }

  fail(what: string, code: MxrouteError['code'] = 'server_error'): void {
    this.failing.set(what, new MxrouteError(code, 'MXroute answered with an error (500).', 500));
  }

  listDomains(options: RequestOptions): Promise<string[]> {
    return this.answer('list', [...this.domains], options);
  }
  getDomain(domain: string, options: RequestOptions) {
    return this.answer(domain, { domain, mailHosting: !this.hostingOff.has(domain), pointers: [] }, options);
  }
  getDns(domain: string, options: RequestOptions): Promise<DnsInfo> {
    return this.answer(domain, { ...dnsInfo(domain), ...this.info.get(domain) }, options);
  }
  getVerificationKey(options: RequestOptions): Promise<NamedRecord | undefined> {
    return this.answer('key', this.key, options);
  }
  listMailboxes(_domain: string, options: RequestOptions) {
    return this.answer('mailboxes', { mailboxes: [], problems: [], complete: true, readAt: 0 }, options);
  }
  getPointers(_domain: string, options: RequestOptions) {
    return this.answer('pointers', { pointers: [], problems: [], complete: true }, options);
  }
  listForwarders(_domain: string, options: RequestOptions) {
    return this.answer('forwarders', { forwarders: [], problems: [], complete: true }, options);
  }
  getCatchAll(_domain: string, options: RequestOptions): Promise<CatchAll> {
    return this.answer('catch-all', { type: 'fail' }, options);
  }
  getSpamSettings(_domain: string, options: RequestOptions) {
    return this.answer('spam', { highScore: 5 }, options);
  }
  listWhitelist(_domain: string, options: RequestOptions) {
    return this.answer('whitelist', { entries: [], problems: [], complete: true }, options);
  }
  listBlacklist(_domain: string, options: RequestOptions) {
    return this.answer('blacklist', { entries: [], problems: [], complete: true }, options);
  }
  getQuota(options: RequestOptions): Promise<AccountQuota> {
    const nothing = { usedBytes: 0, limitBytes: 0, breakdown: {}, grace: null, countedAt: null, readAt: 0 };
    return this.answer('quota', nothing, options);
  }

  private async answer<T>(what: string, value: T, options: RequestOptions): Promise<T> {
    this.requests++;
    options.onSent?.();
    this.asked.push(what);
    this.priorities.push(options.priority);
    this.inFlight++;
    this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
    await new Promise((resolve) => setImmediate(resolve));
    this.inFlight--;
    if (options.signal?.aborted) throw new MxrouteError('cancelled', 'The request was cancelled.');
    const error = this.failing.get(what) ?? this.failing.get('*');
    if (error) throw error;
    return value;
  }
}

/** The real audit log; `failNext` makes the disk full at the moment of recording. */
export function createTestAudit(db: Db, clock: Clock) {
  const events: AuditEvent[] = [];
  const log = createAuditLog({
    db,
    clock,
    enqueue: () => undefined,
    recorded: (event) => events.push(event),
  });
  const audit = {
    events,
    failing: false,
    record(entry: AuditEntry): AuditEvent {
      const event = log.record(entry);
      if (audit.failing) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
      return event;
    },
  };
  return audit satisfies AuditLog;
}
