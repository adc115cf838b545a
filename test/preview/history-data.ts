import type { Overall } from '../../src-shared/dns-health.ts';
import type { StatusPeriod } from '../../src-shared/views/domains.ts';

const DAY_MS = 86_400_000;

/** Well for a month, with a bad day and a gap in it, and as it is now since then. */
export function historyOf(overall: Overall, since: string): StatusPeriod[] {
  const now = Date.now();
  const at = (days: number) => new Date(now - days * DAY_MS).toISOString();
  const days = (now - Date.parse(since)) / DAY_MS;
  const before: StatusPeriod[] = [
    { from: at(41), until: at(26.4), overall: 'healthy' },
    { from: at(23.5), until: at(21), overall: 'healthy' },
    { from: at(20), until: at(19.2), overall: 'degraded' },
    { from: at(19), until: at(18.5), overall: 'unhealthy' },
    { from: at(18), until: at(Math.max(days + 0.5, 12.5)), overall: 'healthy' },
  ];
  const bridge: StatusPeriod[] =
    days < 12 ? [{ from: at(12.4), until: at(days + 0.02), overall: 'healthy' }] : [];
  return [...before, ...bridge, { from: since, until: new Date(now - 300_000).toISOString(), overall }];
}
