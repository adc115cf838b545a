import type { MailboxReading, Measure } from '../../../src-shared/mailbox-usage.ts';
import type { Db } from '../storage/open.ts';
import { CLOSEST_READINGS_MS, FARTHEST_READINGS_MS, type SendCount } from './send-rate.ts';

export interface StoredReading extends MailboxReading {
  /** As MXroute spells it: how it must be asked for. */
  domain: string;
  /** Milliseconds since the epoch. */
  readAt: number;
  /** The same by MXroute's clock, where it told. */
  servedAt?: number | undefined;
}

export interface StandingAlarm {
  mailbox: string;
  measure: Measure;
  since: number;
}

/**
 * What the usage monitor knows of one account: `mailboxes`, `mailbox_alarms`, and the samples it adds. The tables are
 * STRICT and checked, so rows are taken as declared. Writing methods belong into one transaction per scan.
 */
export interface MailboxRepository {
  /** As MXroute spells them. */
  domains(): string[];
  mailboxesOf(domain: string): string[];
  /** Measure → since when its alarm stands. */
  alarmsOf(mailbox: string): ReadonlyMap<Measure, number>;
  /** What `sendRate` needs of the time before `readAt`, oldest first. */
  recentSends(mailbox: string, readAt: number): SendCount[];
  save(reading: StoredReading): void;
  /** Its alarms go with it; its samples stay for the history. */
  drop(mailbox: string): void;
  dropDomain(domain: string): void;
  raise(alarm: StandingAlarm): void;
  clear(mailbox: string, measure: Measure): void;
  /** Of every mailbox. */
  clearAll(measure: Measure): void;
  /** Readings from before the clock was set back would stand in the future. */
  forgetSamplesAfter(time: number): void;
}

export function createMailboxRepository(db: Db, accountId: string): MailboxRepository {
  const account = { account: accountId };
  const domains = db.prepare('SELECT DISTINCT domain FROM mailboxes WHERE account_id = :account').pluck();
  const mailboxesOf = db
    .prepare('SELECT mailbox FROM mailboxes WHERE account_id = :account AND domain = :domain')
    .pluck();
  const alarmsOf = db.prepare<[string, string], { measure: Measure; since: number }>(
    'SELECT measure, since FROM mailbox_alarms WHERE account_id = ? AND mailbox = ?',
  );
  const recentSends = db.prepare(`
    SELECT at, sent, served_at AS servedAt FROM mailbox_samples
    WHERE account_id = :account AND mailbox = :mailbox AND sent IS NOT NULL AND at >= ifnull(
      (SELECT max(at) FROM mailbox_samples WHERE account_id = :account AND mailbox = :mailbox
       AND at <= :closest AND at > :farthest AND sent IS NOT NULL), :closest)
    ORDER BY at`);
  const upsert = db.prepare(`
    INSERT INTO mailboxes (account_id, mailbox, domain, quota_mb, usage_mb, send_limit, sent, suspended, read_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (account_id, mailbox) DO UPDATE SET domain = excluded.domain, quota_mb = excluded.quota_mb,
      usage_mb = excluded.usage_mb, send_limit = excluded.send_limit, sent = excluded.sent,
      suspended = excluded.suspended, read_at = excluded.read_at`);
  const sample = db.prepare(`
    INSERT OR REPLACE INTO mailbox_samples (account_id, mailbox, at, quota_mb, usage_mb, send_limit, sent, served_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const drop = db.prepare('DELETE FROM mailboxes WHERE account_id = :account AND mailbox = :mailbox');
  const dropDomain = db.prepare('DELETE FROM mailboxes WHERE account_id = :account AND domain = :domain');
  const raise = db.prepare(`
    INSERT OR IGNORE INTO mailbox_alarms (account_id, mailbox, measure, since)
    VALUES (:account, :mailbox, :measure, :since)`);
  const clear = db.prepare(
    'DELETE FROM mailbox_alarms WHERE account_id = :account AND mailbox = :mailbox AND measure = :measure',
  );
  const clearAll = db.prepare(
    'DELETE FROM mailbox_alarms WHERE account_id = :account AND measure = :measure',
  );
  const forget = db.prepare('DELETE FROM mailbox_samples WHERE at > :time AND account_id = :account');

  return {
    domains: () => domains.all(account) as string[],
    mailboxesOf: (domain) => mailboxesOf.all({ ...account, domain }) as string[],
    alarmsOf: (mailbox) =>
      new Map(alarmsOf.all(accountId, mailbox).map(({ measure, since }) => [measure, since])),
    recentSends: (mailbox, readAt) =>
      recentSends.all({
        ...account,
        mailbox,
        closest: readAt - CLOSEST_READINGS_MS,
        farthest: readAt - FARTHEST_READINGS_MS,
      }) as SendCount[],
    save(reading) {
      const { mailbox, domain, readAt } = reading;
      const suspended = reading.suspended ? 1 : 0;
      const figures = [
        reading.quotaMb ?? null,
        reading.usageMb ?? null,
        reading.sendLimit ?? null,
        reading.sent ?? null,
      ];
      upsert.run(accountId, mailbox, domain, ...figures, suspended, readAt);
      sample.run(accountId, mailbox, readAt, ...figures, reading.servedAt ?? null);
    },
    drop: (mailbox) => void drop.run({ ...account, mailbox }),
    dropDomain: (domain) => void dropDomain.run({ ...account, domain }),
    raise: (alarm) => void raise.run({ ...account, ...alarm }),
    clear: (mailbox, measure) => void clear.run({ ...account, mailbox, measure }),
    clearAll: (measure) => void clearAll.run({ ...account, measure }),
    forgetSamplesAfter: (time) => void forget.run({ ...account, time }),
  };
}
