import { z } from 'zod';
import type { EngineParts } from './parts.ts';

/** Told by the demo's launcher, beside the account: what the simulated account remembers of the month before. */
const HISTORY = 'MXM_DEMO_HISTORY';
const TIMEOUT_MS = 5_000;

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
      insert.run(account, one.mailbox, one.at, one.quotaMb, one.usageMb, one.sendLimit, one.sent);
  }).immediate();
}

function seedStatuses({ db, log }: EngineParts, account: string, statuses: History['statuses']): void {
  const insert = db.prepare(
    `INSERT OR IGNORE INTO domain_statuses (account_id, domain, since, until, overall)
     SELECT account_id, domain, :since, :until, :overall FROM domains WHERE account_id = :account AND domain = :domain`,
  );
  try {
    db.transaction(() => {
      for (const one of statuses) insert.run({ account, ...one });
    }).immediate();
  } catch (error) {
    log.log('warn', 'The demo goes on without its invented past', { error });
  }
}

const hasReadings = ({ db }: EngineParts): boolean => {
  const any = 'SELECT EXISTS (SELECT 1 FROM mailboxes) OR EXISTS (SELECT 1 FROM mailbox_samples)';
  return db.prepare(any).pluck().get() === 1;
};
