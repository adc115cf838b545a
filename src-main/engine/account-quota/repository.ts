import { z } from 'zod';
import type { AccountQuota } from '../mxroute/api.ts';
import type { Db } from '../storage/open.ts';

export interface StoredQuota {
  quota: AccountQuota;
  /** Since when its alarm stands, milliseconds since the epoch. */
  alarmSince: number | null;
}

const value = z.object({
  usedBytes: z.number(),
  limitBytes: z.number(),
  breakdown: z.record(z.string(), z.number()),
  grace: z.object({ daysRemaining: z.number().nullable(), deadline: z.string().nullable() }).nullable(),
  countedAt: z.string().nullable(),
});
const row = z.object({ value: z.string(), readAt: z.number(), alarmSince: z.number().nullable() });

/** The `account_quotas` table: one row per account. */
export function createQuotaRepository(db: Db) {
  const select = db.prepare(
    'SELECT value, read_at AS readAt, alarm_since AS alarmSince FROM account_quotas WHERE account_id = ?',
  );
  const upsert = db.prepare(`
    INSERT INTO account_quotas (account_id, value, read_at, alarm_since) VALUES (?, ?, ?, ?)
    ON CONFLICT (account_id) DO UPDATE
      SET value = excluded.value, read_at = excluded.read_at, alarm_since = excluded.alarm_since`);
  return {
    /** Undefined: never read. */
    get(accountId: string): StoredQuota | undefined {
      const found = select.get(accountId);
      if (found === undefined) return undefined;
      const { value: json, readAt, alarmSince } = row.parse(found);
      return { quota: { ...value.parse(JSON.parse(json)), readAt }, alarmSince };
    },
    save(accountId: string, { quota: { readAt, ...told }, alarmSince }: StoredQuota): void {
      upsert.run(accountId, JSON.stringify(told), readAt, alarmSince);
    },
  };
}

export type QuotaRepository = ReturnType<typeof createQuotaRepository>;
