import type { Db } from '../storage/open.ts';

const DAY_MS = 86_400_000;
export const RAW_DAYS = 7;
export const KEPT_DAYS = 400;

/**
 * Thins one mailbox's samples: raw for 7 whole days (UTC), then the last of each day, nothing after 400 days.
 * The walk goes from mailbox to mailbox by key, so that one call is one small piece of work.
 */
export interface SampleThinning {
  /** @returns the first mailbox with samples that comes after `mailbox`; undefined at the end. */
  next(mailbox: string): string | undefined;
  /** @returns how many samples went. */
  thin(mailbox: string, now: number): number;
}

export function createSampleThinning(db: Db, accountId: string): SampleThinning {
  const next = db
    .prepare('SELECT min(mailbox) FROM mailbox_samples WHERE account_id = ? AND mailbox > ?')
    .pluck();
  const thin = db.prepare(`
    DELETE FROM mailbox_samples WHERE account_id = :account AND mailbox = :mailbox AND (at < :oldest OR (
      at < :rawFrom AND at NOT IN (
        SELECT max(at) FROM mailbox_samples
        WHERE account_id = :account AND mailbox = :mailbox AND at < :rawFrom GROUP BY at / ${DAY_MS})))`);
  return {
    next: (mailbox) => (next.get(accountId, mailbox) as string | null) ?? undefined,
    thin(mailbox, now) {
      const today = Math.floor(now / DAY_MS) * DAY_MS;
      const { changes } = thin.run({
        account: accountId,
        mailbox,
        rawFrom: today - RAW_DAYS * DAY_MS,
        oldest: today - KEPT_DAYS * DAY_MS,
      });
      return changes;
    },
  };
}

const BATCH = 20;

/**
 * Goes through all mailboxes of the account, a few per turn of the event loop.
 * @param stop asked between batches.
 */
export async function thinAll(thinning: SampleThinning, now: number, stop: () => boolean): Promise<void> {
  let mailbox = thinning.next('');
  while (mailbox !== undefined && !stop()) {
    for (let count = 0; count < BATCH && mailbox !== undefined; count++) {
      thinning.thin(mailbox, now);
      mailbox = thinning.next(mailbox);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
