import { createSearchIndex } from '../../src-main/engine/audit/search-index.ts';
import { SearchIndexer } from '../../src-main/engine/audit/search-indexer.ts';
import type { Db } from '../../src-main/engine/storage/open.ts';
import { actionDefinition } from '../../src-shared/audit-actions.ts';
import { CHECK_LABELS, CHECK_NAMES } from '../../src-shared/dns-health.ts';
import { inventEvent } from './big-data-events.ts';
import { DAY_MS, type Dice, diceFrom, type Fleet, fleetOf, HOUR_MS } from './big-data-names.ts';

export interface BigData {
  accountId: string;
  domains: number;
  mailboxes: number;
  events: number;
  /** Rows of the outbox that have ended, of the youngest events; somewhat fewer may come of it. */
  deliveries: number;
  seed: number;
  /** Milliseconds since the epoch: when the youngest event happened. */
  now: number;
  /** Over how many days the events lie. */
  days?: number;
  /** Over how many of them the deliveries lie. */
  deliveryDays?: number;
  /** Days with one reading per mailbox, before seven with two a day. */
  sampleDays?: number;
  /** Owns one event in 20,000. */
  otherAccountId?: string;
  /** Whether the log can be searched at once, as in an app that has run for long; true by default. */
  indexed?: boolean;
}

const RARE = 20_000;
const RAW_DAYS = 7;
/** A clock that was a day ahead for a while: ids and times disagree there. */
const CLOCK_AHEAD = { from: 0.4, to: 0.401 };
const TARGETS = [
  { id: 'os', label: 'This computer' },
  { id: 'bigphone', label: 'Phone' },
  { id: 'bigchat', label: 'Team chat' },
];

/**
 * Fills an empty account with what years of use leave behind. The same numbers, seed and `now` give the same rows. A
 * million events take some 15 s, and 25 s more to be indexed.
 */
export function fillBigData(db: Db, options: BigData): Fleet {
  const dice = diceFrom(options.seed);
  const fleet = fleetOf(options.domains, options.mailboxes, dice);
  db.transaction(() => {
    for (const id of [options.accountId, options.otherAccountId]) if (id) addAccount(db, id, options.now);
    addDomains(db, options, fleet, dice);
    addMailboxes(db, options, fleet, dice);
    addEvents(db, options, fleet, dice);
    addDeliveries(db, options, dice);
  })();
  if (options.indexed ?? true) indexLog(db);
  return fleet;
}

/** What the app does in small slices behind everybody's back. */
export function indexLog(db: Db): void {
  const nothing = { after: () => ({ cancel: () => undefined }), log: () => undefined };
  const indexer = new SearchIndexer({ db, index: createSearchIndex(db), clock: nothing, log: nothing });
  while (indexer.step(1_000));
}

function addAccount(db: Db, id: string, now: number): void {
  db.prepare(
    `INSERT OR IGNORE INTO accounts (id, label, server, username, api_url, created_at)
     VALUES (?, ?, 'eagle.mxlogin.com', ?, 'https://api.mxroute.com', ?)`,
  ).run(id, id, id, now);
}

function addDomains(db: Db, { accountId, now }: BigData, { domains }: Fleet, dice: Dice): void {
  const domainRow = db.prepare(
    `INSERT INTO domains (account_id, domain, overall, since, trouble_since, mail_hosting, checked_at)
     VALUES (?, ?, ?, ?, ?, 1, ?)`,
  );
  const checkRow = db.prepare(
    'INSERT INTO domain_checks (account_id, domain, check_name, result, known_status) VALUES (?, ?, ?, ?, ?)',
  );
  const periodRow = db.prepare(
    'INSERT INTO domain_statuses (account_id, domain, since, until, overall) VALUES (?, ?, ?, ?, ?)',
  );
  for (const domain of domains) {
    const luck = dice.next();
    const overall = luck < 0.03 ? 'unhealthy' : luck < 0.1 ? 'degraded' : 'healthy';
    const since = now - dice.whole(1, 60) * DAY_MS;
    domainRow.run(accountId, domain, overall, since, overall === 'healthy' ? null : since, now - HOUR_MS);
    for (const name of CHECK_NAMES) {
      const isBroken =
        (overall === 'unhealthy' && name === 'mx') || (overall === 'degraded' && name === 'spf');
      const status = isBroken ? (name === 'mx' ? 'fail' : 'warn') : 'pass';
      const record = name === 'mx' ? '10 eagle.mxlogin.com' : `v=${name}1 include:mxroute.com -all`;
      const result = {
        status,
        label: CHECK_LABELS[name],
        expectedHost: domain,
        expected: [record],
        found: isBroken ? [] : [record],
        message: isBroken ? 'Nothing is published.' : 'As expected.',
        notes: [],
      };
      checkRow.run(accountId, domain, name, JSON.stringify(result), status);
    }
    for (let ago = 90; ago > 0; ago -= 30)
      periodRow.run(accountId, domain, now - ago * DAY_MS, now - (ago - 30) * DAY_MS - HOUR_MS, overall);
  }
}

function addMailboxes(db: Db, options: BigData, { mailboxes }: Fleet, dice: Dice): void {
  const { accountId, now, sampleDays = 30 } = options;
  const mailboxRow = db.prepare(
    `INSERT INTO mailboxes (account_id, mailbox, domain, quota_mb, usage_mb, send_limit, sent, suspended, read_at)
     VALUES (?, ?, ?, ?, ?, 400, ?, 0, ?)`,
  );
  const alarmRow = db.prepare(
    "INSERT INTO mailbox_alarms (account_id, mailbox, measure, since) VALUES (?, ?, 'storage', ?)",
  );
  const sampleRow = db.prepare(
    `INSERT INTO mailbox_samples (account_id, mailbox, at, quota_mb, usage_mb, send_limit, sent)
     VALUES (?, ?, ?, ?, ?, 400, ?)`,
  );
  const readAt = now - HOUR_MS;
  for (const { mailbox, domain } of mailboxes) {
    const quota = dice.chance(0.05) ? 0 : dice.of([512, 1_024, 2_048, 10_240]);
    const share = dice.chance(0.02) ? 0.9 + dice.next() * 0.1 : dice.next() * 0.85;
    const usage = (quota || 1_000) * share;
    const sent = dice.whole(0, 380);
    mailboxRow.run(accountId, mailbox, domain, quota, usage, sent, readAt);
    if (quota > 0 && share >= 0.9) alarmRow.run(accountId, mailbox, readAt - DAY_MS);
    const growth = (usage * 0.2) / (sampleDays + RAW_DAYS);
    for (let day = sampleDays + RAW_DAYS; day > RAW_DAYS; day--)
      sampleRow.run(accountId, mailbox, readAt - day * DAY_MS, quota, usage - growth * day, sent);
    for (let half = RAW_DAYS * 2; half >= 0; half--)
      sampleRow.run(
        accountId,
        mailbox,
        readAt - half * 12 * HOUR_MS,
        quota,
        usage - (growth * half) / 2,
        sent,
      );
  }
}

function addEvents(db: Db, options: BigData, fleet: Fleet, dice: Dice): void {
  if (fleet.mailboxes.length === 0) return;
  const { accountId, otherAccountId, events, now, days = 400 } = options;
  const insert = db.prepare(
    'INSERT INTO events (account_id, at, action, severity, actor, target, details) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const step = (days * DAY_MS) / events;
  for (let index = 0; index < events; index++) {
    const isAhead = index >= events * CLOCK_AHEAD.from && index < events * CLOCK_AHEAD.to;
    const at = Math.round(now - (events - 1 - index) * step) + (isAhead ? DAY_MS : 0);
    const { action, actor, target, details } = inventEvent(dice, fleet, at);
    const owner = otherAccountId && index % RARE === RARE - 1 ? otherAccountId : accountId;
    const account = action.startsWith('settings.') ? null : owner;
    insert.run(
      account,
      at,
      action,
      actionDefinition(action).severity,
      actor,
      target,
      JSON.stringify(details),
    );
  }
}

function addDeliveries(db: Db, options: BigData, dice: Dice): void {
  const { deliveries, now, deliveryDays = 90 } = options;
  const insert = db.prepare(
    `INSERT INTO outbox (account_id, event_id, target_id, target_label, status, attempts, created_at, first_attempt_at,
       delivered_at, duration_ms, last_error)
     VALUES (@account, @event, @id, @label, @status, 1, @at, @at, @at + 40, @duration, @error)`,
  );
  const found = db
    .prepare('SELECT id, account_id AS account, at FROM events WHERE at >= ? ORDER BY id')
    .all(now - deliveryDays * DAY_MS) as { id: number; account: string | null; at: number }[];
  const share = Math.min(1, deliveries / (found.length * TARGETS.length));
  let left = deliveries;
  for (const { id: event, account, at } of found)
    for (const target of TARGETS) {
      if (left === 0) return;
      if (!dice.chance(share)) continue;
      left--;
      const failed = dice.chance(0.02);
      insert.run({
        ...target,
        event,
        account,
        at,
        status: failed ? 'failed' : 'delivered',
        duration: failed ? null : dice.whole(5, 900),
        error: failed ? 'The server answered 401: the login was refused.' : null,
      });
    }
}
