import { describe, expect, it } from 'vitest';
import { checksTroubleFirst, troubleFirst } from '../../../../src-renderer/lib/fleet.ts';
import {
  CHECK_NAMES,
  type CheckName,
  type CheckResults,
  type CheckStatus,
  type Overall,
} from '../../../../src-shared/dns-health.ts';
import type { FleetRow } from '../../../../src-shared/views.ts';

const checks = (statuses: Partial<Record<CheckName, CheckStatus>>): CheckResults =>
  Object.fromEntries(
    CHECK_NAMES.map((name) => [
      name,
      {
        status: statuses[name] ?? 'pass',
        label: name,
        expectedHost: '',
        expected: [],
        found: [],
        message: '',
        notes: [],
      },
    ]),
  ) as unknown as CheckResults;

const row = (
  domain: string,
  overall: Overall,
  statuses: Partial<Record<CheckName, CheckStatus>> = {},
): FleetRow => ({
  domain,
  overall,
  mailHosting: true,
  checks: checks(statuses),
  checkedAt: null,
  since: null,
  mailboxes: 0,
  fullest: null,
});

describe('troubleFirst', () => {
  it('shows unhealthy, degraded, unknown, then healthy domains', () => {
    const rows = [row('d', 'healthy'), row('c', 'unknown'), row('b', 'degraded'), row('a', 'unhealthy')];
    expect(troubleFirst(rows).map(({ domain }) => domain)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('shows more failing checks first, then more warnings, then by name', () => {
    const rows = [
      row('z', 'unhealthy', { mx: 'fail' }),
      row('b', 'unhealthy', { mx: 'fail', dkim: 'warn' }),
      row('c', 'unhealthy', { mx: 'fail', spf: 'fail' }),
      row('a', 'unhealthy', { mx: 'fail' }),
    ];
    expect(troubleFirst(rows).map(({ domain }) => domain)).toEqual(['c', 'b', 'a', 'z']);
  });

  it('leaves its input as it is', () => {
    const rows = [row('b', 'healthy'), row('a', 'unhealthy')];
    troubleFirst(rows);
    expect(rows[0]?.domain).toBe('b');
  });
});

describe('checksTroubleFirst', () => {
  it('begins with what needs a person and keeps the usual order otherwise', () => {
    const order = checksTroubleFirst(
      row('a', 'unhealthy', { dmarc: 'fail', spf: 'warn', mx: 'unknown', mail: 'skipped' }),
    );
    expect(order).toEqual(['dmarc', 'spf', 'mx', 'dkim', 'verification', 'webmail', 'mail']);
  });
});
