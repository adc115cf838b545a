import type { UsageSample } from '../../../src-shared/views/mailboxes.ts';
import type { Db } from '../storage/open.ts';
import { type Forecast, forecast } from './forecast.ts';

export interface SampleQueries {
  /** All samples, oldest first, of a very long history an even choice. */
  history(accountId: string, mailbox: string): UsageSample[];
  forecast(
    accountId: string,
    mailbox: string,
    quotaMb: number | undefined,
    now: number,
  ): Forecast | undefined;
}

interface SampleRecord {
  at: number;
  quota_mb: number | null;
  usage_mb: number | null;
  send_limit: number | null;
  sent: number | null;
}

const FORECAST_PERIOD_MS = 30 * 86_400_000;
/** A chart has no more pixels than that; hourly scans that are kept raw for 90 days are more. */
const MOST_SAMPLES = 2_000;

export function createSampleQueries(db: Db): SampleQueries {
  const count = db
    .prepare('SELECT count(*) FROM mailbox_samples WHERE account_id = ? AND mailbox = ?')
    .pluck();
  // Every so manieth, counted from the newest, which is always among them.
  const history = db.prepare(`
    SELECT at, quota_mb, usage_mb, send_limit, sent FROM (
      SELECT *, row_number() OVER (ORDER BY at DESC) - 1 AS place FROM mailbox_samples
      WHERE account_id = :account AND mailbox = :mailbox)
    WHERE place % :every = 0 ORDER BY at`);
  const usage = db.prepare(`
    SELECT at, usage_mb AS usageMb FROM mailbox_samples
    WHERE account_id = ? AND mailbox = ? AND at >= ? AND usage_mb IS NOT NULL`);

  return {
    history(accountId, mailbox) {
      const every = Math.max(1, Math.ceil((count.get(accountId, mailbox) as number) / MOST_SAMPLES));
      const records = history.all({ account: accountId, mailbox, every }) as SampleRecord[];
      return records.map(toSample);
    },
    forecast(accountId, mailbox, quotaMb, now) {
      const measured = usage.all(accountId, mailbox, now - FORECAST_PERIOD_MS);
      return forecast(measured as { at: number; usageMb: number }[], quotaMb, now);
    },
  };
}

/** What was not measured is left out. */
const toSample = (sample: SampleRecord): UsageSample => ({
  at: new Date(sample.at).toISOString(),
  ...(sample.usage_mb === null ? {} : { usageMb: sample.usage_mb }),
  ...(sample.quota_mb === null ? {} : { quotaMb: sample.quota_mb }),
  ...(sample.send_limit === null ? {} : { sendLimit: sample.send_limit }),
  ...(sample.sent === null ? {} : { sent: sample.sent }),
});
