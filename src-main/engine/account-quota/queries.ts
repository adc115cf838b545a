import { percentOf } from '../../../src-shared/mailbox-usage.ts';
import type { AccountQuotaView } from '../../../src-shared/views/accounts.ts';
import type { Db } from '../storage/open.ts';
import { createQuotaRepository } from './repository.ts';

export interface QuotaQueries {
  /** As last read; accounts whose quota was never read are left out. */
  views(accountIds: readonly string[], thresholdPercent: number): AccountQuotaView[];
}

export function createQuotaQueries(db: Db): QuotaQueries {
  const repository = createQuotaRepository(db);
  return {
    views: (accountIds, thresholdPercent) =>
      accountIds.flatMap((account): AccountQuotaView[] => {
        const stored = repository.get(account);
        if (!stored) return [];
        const { readAt, ...quota } = stored.quota;
        return [
          {
            account,
            ...quota,
            percent: percentOf(quota.usedBytes, quota.limitBytes),
            readAt: iso(readAt),
            thresholdPercent,
            alarmSince: stored.alarmSince === null ? null : iso(stored.alarmSince),
          },
        ];
      }),
  };
}

const iso = (time: number): string => new Date(time).toISOString();
