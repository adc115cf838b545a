import { z } from 'zod';
import type { Overall } from '../../src-shared/dns-health.ts';
import { canonicalAddress } from './account-watch/names.ts';
import { createStatusRepository } from './dns-health/status-repository.ts';
import type { EngineParts } from './parts.ts';

/** Told by the demo's launcher, beside the account: what the simulated account remembers of the month before. */
const HISTORY = 'MXM_DEMO_HISTORY';
const TIMEOUT_MS = 5_000;
/** Between the checks of that month. */
const INTERVAL_HOURS = 24;

const history = z.object({
  samples: z.array(
    z.object({
      mailbox: z.string(),
      at: z.number().int(),
      quotaMb: z.number(),
      usageMb: z.number(),
      sendLimit: z.number(),
      sent: z.number(),
    }),
  ),
  statuses: z.array(
    z.object({
      domain: z.string(),
      since: z.number().int(),
      until: z.number().int(),
      overall: z.enum(['healthy', 'degraded', 'unhealthy']),
    }),
  ),
});

type History = z.output<typeof history>;

/**
 * Charts of an account that is a minute old would show nothing. The simulated account's invented past goes into the
 * demo's own data folder, where there is no reading yet; nothing is judged by it and no event comes of it.
 */
export async function seedDemoHistory(parts: EngineParts): Promise<void> {
  const { environment, accounts, log } = parts;
  const address = environment.get(HISTORY);
  const account = accounts.active()[0]?.id;
  if (!address || account === undefined || hasReadings(parts)) return;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    const { samples, statuses } = history.parse(await answer.json());
    seedSamples(parts, account, samples);
    // A status belongs to a domain, and the domains come with the first scan.
    const stop = parts.feed.subscribe(({ topic }) => {
      if (topic !== 'domains') return;
      stop();
      seedStatuses(parts, account, statuses);
    });
  } catch (error) {
    log.log('warn', 'The demo begins without its invented past', { error });
  }
}

function seedSamples({ db }: EngineParts, account: string, samples: History['samples']): void {
  const insert = db.prepare(
    `INSERT OR IGNORE INTO mailbox_samples (account_id, mailbox, at, quota_mb, usage_mb, send_limit, sent)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  db.transaction(() => {
    for (const one of samples)
      insert.run(
        account,
        canonicalAddress(one.mailbox),
        one.at,
        one.quotaMb,
        one.usageMb,
        one.sendLimit,
        one.sent,
      );
  }).immediate();
}

/** As if the app had looked all the month: what it saw just now goes on with what was before, the status as well. */
function seedStatuses({ db, log }: EngineParts, account: string, statuses: History['statuses']): void {
  const insert = db.prepare(
    `INSERT OR IGNORE INTO domain_statuses (account_id, domain, since, until, overall)
     SELECT account_id, domain, :since, :until, :overall FROM domains WHERE account_id = :account AND domain = :domain`,
  );
  const take = db.prepare<[string], Seen>(
    'DELETE FROM domain_statuses WHERE account_id = ? RETURNING domain, until, overall',
  );
  const date = db.prepare(
    `UPDATE domains SET since = last.since, trouble_since = iif(trouble_since IS NULL, NULL, last.since)
     FROM (SELECT domain, overall, max(since) AS since FROM domain_statuses WHERE account_id = :account GROUP BY domain)
       AS last
     WHERE account_id = :account AND domains.domain = last.domain AND domains.overall = last.overall`,
  );
  try {
    db.transaction(() => {
      const seen = take.all(account);
      for (const one of statuses) insert.run({ account, ...one });
      const known = createStatusRepository(db);
      for (const { domain, overall, until } of seen)
        known.saw(account, domain, overall, until, INTERVAL_HOURS);
      date.run({ account });
    }).immediate();
  } catch (error) {
    log.log('warn', 'The demo goes on without its invented past', { error });
  }
}

interface Seen {
  domain: string;
  /** Milliseconds since the epoch. */
  until: number;
  overall: Overall;
}

const hasReadings = ({ db }: EngineParts): boolean => {
  const any = 'SELECT EXISTS (SELECT 1 FROM mailboxes) OR EXISTS (SELECT 1 FROM mailbox_samples)';
  return db.prepare(any).pluck().get() === 1;
};
