import {
  CHECK_NAMES,
  type CheckName,
  type CheckStatus,
  type Overall,
} from '../../../../src-shared/dns-health.ts';
import type { DomainRow } from '../../../../src-shared/views/domains.ts';

export const checks = (statuses: Partial<Record<CheckName, CheckStatus>>): DomainRow['checks'] =>
  Object.fromEntries(CHECK_NAMES.map((name) => [name, statuses[name] ?? 'pass'])) as DomainRow['checks'];

export const row = (
  domain: string,
  overall: Overall = 'healthy',
  statuses: Partial<Record<CheckName, CheckStatus>> = {},
  more: Partial<DomainRow> = {},
): DomainRow => ({
  account: 'default',
  domain,
  overall,
  mailHosting: true,
  checks: checks(statuses),
  checkedAt: null,
  since: null,
  mailboxes: 0,
  fullest: null,
  ...more,
});

export const names = (rows: readonly DomainRow[]): string[] => rows.map(({ domain }) => domain);
