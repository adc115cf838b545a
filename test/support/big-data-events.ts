import type { AuditAction } from '../../src-shared/audit-actions.ts';
import type { EventDetails } from '../../src-shared/audit-event.ts';
import { DAY_MS, type Dice, type Fleet } from './big-data-names.ts';

export interface InventedEvent {
  action: AuditAction;
  actor: string;
  target: string;
  details: EventDetails;
}

type Maker = (dice: Dice, fleet: Fleet, at: number) => Omit<InventedEvent, 'action'>;

const THERE = 'MXroute account';
const HERE = 'this computer';
const iso = (at: number): string => new Date(at).toISOString();

/** How many subjects an event has: mostly one, sometimes some, rarely a great many. */
const subjects = (dice: Dice): number => {
  if (dice.chance(0.85)) return 1;
  return dice.chance(0.99) ? dice.whole(2, 8) : dice.whole(20, 60);
};

const several = <T>(dice: Dice, list: readonly T[]): T[] => [
  ...new Set(Array.from({ length: subjects(dice) }, () => dice.of(list))),
];

const named = (names: readonly string[], many: string): string =>
  names.length === 1 ? (names[0] ?? '') : `${names.length} ${many}`;

const alarm =
  (threshold: number, limit: number): Maker =>
  (dice, fleet, at) => {
    const entries = several(dice, fleet.mailboxes).map(({ mailbox, domain }) => {
      const percent = dice.next() * 100;
      return {
        mailbox,
        domain,
        value: (percent / 100) * limit,
        limit,
        percent,
        since: iso(at - dice.whole(0, 3) * DAY_MS),
      };
    });
    const target = named(
      entries.map(({ mailbox }) => mailbox),
      'mailboxes',
    );
    return { actor: 'monitor', target, details: { threshold, mailboxes: entries } };
  };

const dnsAlert: Maker = (dice, fleet, at) => {
  const names = several(dice, fleet.domains);
  const check = (domain: string) => ({
    check: 'mx',
    label: 'MX',
    status: 'fail',
    expectedHost: domain,
    expected: ['10 eagle.mxlogin.com', '20 eagle-relay.mxlogin.com'],
    found: [`10 mx${dice.whole(1, 9)}.example.net`],
    message: 'eagle.mxlogin.com is not among the published MX records, so mail does not arrive.',
  });
  const domains = names.map((domain) => ({
    domain,
    from: 'healthy',
    to: 'unhealthy',
    since: iso(at),
    checks: [check(domain)],
  }));
  return { actor: 'monitor', target: named(names, 'domains'), details: { domains } };
};

const dnsRecovered: Maker = (dice, fleet, at) => {
  const names = several(dice, fleet.domains);
  const domains = names.map((domain) => ({ domain, from: 'unhealthy', since: iso(at - DAY_MS) }));
  return { actor: 'monitor', target: named(names, 'domains'), details: { domains } };
};

/** What the account watch tells: one change with its facts, or a list of them. */
const watched =
  (
    many: string,
    subject: (dice: Dice, fleet: Fleet) => string,
    facts: (dice: Dice, fleet: Fleet) => EventDetails,
  ): Maker =>
  (dice, fleet) => {
    const names = [...new Set(Array.from({ length: subjects(dice) }, () => subject(dice, fleet)))];
    const details: EventDetails =
      names.length === 1
        ? facts(dice, fleet)
        : { changes: names.map((name) => ({ subject: name, ...facts(dice, fleet) })) };
    return { actor: THERE, target: named(names, many), details };
  };

const aMailbox = (dice: Dice, fleet: Fleet) => dice.of(fleet.mailboxes).mailbox;
const aDomain = (dice: Dice, fleet: Fleet) => dice.of(fleet.domains);
const anEntry = (dice: Dice) => `*@list${dice.whole(1, 3_000)}.example.org`;
const forwarding = (dice: Dice, fleet: Fleet) => ({
  domain: aDomain(dice, fleet),
  to: [`copy${dice.whole(1, 500)}@example.net`],
});

/** Action → how often, and what it is about. */
const MIX: [AuditAction, number, Maker][] = [
  ['mailbox.quota_alert', 14, alarm(90, 1_024)],
  ['mailbox.quota_recovered', 13, alarm(90, 1_024)],
  ['mailbox.send_limit_alert', 8, alarm(90, 400)],
  ['mailbox.send_limit_recovered', 8, alarm(90, 400)],
  ['mailbox.send_rate_alert', 0.5, alarm(300, 300)],
  ['mailbox.send_rate_recovered', 0.5, alarm(300, 300)],
  ['dns.health_alert', 11, dnsAlert],
  ['dns.health_recovered', 11, dnsRecovered],
  ['mailbox.create', 5, watched('mailboxes', aMailbox, () => ({ quotaMb: 2_048, sendLimit: 400 }))],
  ['mailbox.delete', 3, watched('mailboxes', aMailbox, () => ({ usageMb: 870, quotaMb: 2_048 }))],
  [
    'mailbox.update',
    3,
    watched('mailboxes', aMailbox, () => ({ suspended: { before: false, after: true } })),
  ],
  [
    'mailbox.quota_update',
    4,
    watched('mailboxes', aMailbox, () => ({ quotaMb: { before: 1_024, after: 2_048 } })),
  ],
  ['forwarder.create', 4, watched('forwarders', aMailbox, forwarding)],
  ['forwarder.delete', 2, watched('forwarders', aMailbox, forwarding)],
  ['domain.create', 0.2, watched('domains', aDomain, () => ({ mailHosting: true, mailboxes: 2 }))],
  ['domain.delete', 0.1, watched('domains', aDomain, () => ({ mailboxes: 4, forwarders: 2, pointers: 1 }))],
  ['domain.mail_status', 0.2, watched('domains', aDomain, () => ({ mailHosting: false }))],
  [
    'catchall.update',
    0.5,
    watched('domains', aDomain, () => ({ before: 'fail', after: 'office@example.net' })),
  ],
  ['spam.whitelist_add', 2, watched('entries', anEntry, () => ({}))],
  ['spam.blacklist_add', 3, watched('entries', anEntry, () => ({}))],
  ['spam.blacklist_remove', 1, watched('entries', anEntry, () => ({}))],
  [
    'settings.update',
    1,
    () => ({ actor: HERE, target: '2 settings', details: { changed: ['dns.intervalHours'] } }),
  ],
  ['notification.test', 0.5, () => ({ actor: HERE, target: '', details: {} })],
  [
    'notification.send_failed',
    3,
    (dice, fleet) => ({
      actor: HERE,
      target: 'Phone',
      details: {
        reason: 'The server answered 401.',
        attempts: 1,
        alert: `DNS problem: ${aDomain(dice, fleet)}`,
      },
    }),
  ],
  [
    'monitor.failed',
    0.4,
    (_dice, _fleet, at) => ({
      actor: 'monitor',
      target: 'DNS health monitoring',
      details: { monitor: 'dns', message: 'MXroute refused the credentials.', since: iso(at), scans: 3 },
    }),
  ],
  [
    'monitor.recovered',
    0.4,
    (_dice, _fleet, at) => ({
      actor: 'monitor',
      target: 'DNS health monitoring',
      details: { monitor: 'dns', since: iso(at - DAY_MS) },
    }),
  ],
];

const TOTAL = MIX.reduce((sum, [, weight]) => sum + weight, 0);

/** An event of a realistic mix: alarms and recoveries above all, then what the watch notices. */
export function inventEvent(dice: Dice, fleet: Fleet, at: number): InventedEvent {
  let left = dice.next() * TOTAL;
  for (const [action, weight, make] of MIX) {
    left -= weight;
    if (left <= 0) return { action, ...make(dice, fleet, at) };
  }
  return inventEvent(dice, fleet, at);
}
