import { describe, expect, it } from 'vitest';
import {
  appState,
  attentionItems,
  type SummaryInput,
  summarize,
} from '../../../../src-main/engine/overview/summary.ts';
import {
  CHECK_LABELS,
  CHECK_NAMES,
  type CheckResults,
  type Overall,
} from '../../../../src-shared/dns-health.ts';
import type { FleetRow, MailboxRow, MonitorView } from '../../../../src-shared/views.ts';

const NOW = Date.UTC(2026, 0, 5, 12);
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

function row(
  domain: string,
  overall: Overall,
  wrong: Partial<Record<'mx' | 'dmarc', 'fail' | 'warn'>> = {},
): FleetRow {
  const checks = Object.fromEntries(
    CHECK_NAMES.map((name) => [
      name,
      {
        status: wrong[name as 'mx' | 'dmarc'] ?? 'pass',
        label: CHECK_LABELS[name],
        expectedHost: domain,
        expected: [],
        found: [],
        message: `${name} of ${domain}.`,
        notes: [],
      },
    ]),
  ) as unknown as CheckResults;
  return {
    domain,
    overall,
    mailHosting: true,
    checks,
    checkedAt: ago(5),
    since: ago(5),
    mailboxes: 0,
    fullest: null,
  };
}

const mailbox: MailboxRow = {
  mailbox: 'a@b.example',
  domain: 'b.example',
  quotaMb: 1024,
  usageMb: 954,
  sendLimit: 0,
  sent: 3,
  suspended: false,
  quotaPercent: 93.16,
  sendPercent: undefined,
  readAt: ago(5),
  alarms: ['storage'],
};

const monitor = (lastOk: boolean | null, minutes = 5): MonitorView => ({
  monitor: 'dns',
  enabled: true,
  intervalHours: 24,
  running: false,
  lastStartedAt: ago(minutes),
  lastFinishedAt: lastOk === null ? null : ago(minutes),
  lastOk,
  lastMessage: lastOk === false ? 'Could not reach MXroute (timed out after 15 s).' : null,
  nextRunAt: null,
});

const input = (change: Partial<SummaryInput>): SummaryInput => ({
  fleet: [row('a.example', 'healthy')],
  alarmedMailboxes: [],
  monitors: [monitor(true)],
  online: true,
  configured: true,
  now: NOW,
  ...change,
});

describe('the state that the tray shows', () => {
  it.each<[string, Partial<SummaryInput>, string]>([
    ['all well', {}, 'healthy'],
    ['a domain warns', { fleet: [row('a.example', 'healthy'), row('b.example', 'degraded')] }, 'degraded'],
    ['a mailbox in alarm', { alarmedMailboxes: [mailbox] }, 'degraded'],
    ['a domain fails', { fleet: [row('a.example', 'degraded'), row('b.example', 'unhealthy')] }, 'unhealthy'],
    ['offline', { online: false }, 'unknown'],
    [
      'offline hides no trouble that is known',
      { online: false, fleet: [row('a.example', 'unhealthy')] },
      'unhealthy',
    ],
    ['the last scan could not run', { monitors: [monitor(false)] }, 'unknown'],
    [
      'a monitor that is off does not count',
      { monitors: [{ ...monitor(false), enabled: false }] },
      'healthy',
    ],
    ['nothing set up', { configured: false, fleet: [] }, 'unknown'],
    ['nothing checked yet', { fleet: [], monitors: [monitor(null)] }, 'unknown'],
  ])('%s', (_, change, expected) => {
    expect(appState(input(change))).toBe(expected);
  });
});

describe('the sentence in its tooltip', () => {
  it.each<[Partial<SummaryInput>, string]>([
    [
      { fleet: [row('a.example', 'unhealthy'), row('b.example', 'unhealthy'), row('c.example', 'degraded')] },
      '2 unhealthy, 1 degraded, checked 5 min ago',
    ],
    [{}, 'all 1 domain healthy, checked 5 min ago'],
    [{ monitors: [monitor(true, 0)] }, 'all 1 domain healthy, checked just now'],
    [{ monitors: [monitor(true, 180)] }, 'all 1 domain healthy, checked 3 h ago'],
    [{ monitors: [monitor(true, 4320)] }, 'all 1 domain healthy, checked 3 days ago'],
    [{ alarmedMailboxes: [mailbox] }, '1 mailbox in alarm, checked 5 min ago'],
    [{ monitors: [monitor(false, 0)] }, 'all 1 domain healthy, the last check could not run'],
    [{ monitors: [{ ...monitor(false), enabled: false }] }, 'all 1 domain healthy, checked 5 min ago'],
    [{ online: false }, 'all 1 domain healthy, offline, checks wait'],
    [{ fleet: [row('a.example', 'unknown')] }, '1 cannot be checked, checked 5 min ago'],
    [{ fleet: [], monitors: [monitor(null)] }, 'no domain checked yet'],
    [{ configured: false }, 'No account yet'],
  ])('%#', (change, expected) => {
    expect(summarize(input(change))).toBe(expected);
  });
});

describe('what needs attention', () => {
  it('puts what is broken first, and says what and how much', () => {
    const items = attentionItems(
      input({
        fleet: [
          row('b.example', 'degraded', { dmarc: 'warn' }),
          row('a.example', 'unhealthy', { dmarc: 'warn', mx: 'fail' }),
        ],
        alarmedMailboxes: [mailbox],
        monitors: [monitor(false)],
      }),
    );
    expect(items.map(({ severity, subject, message }) => [severity, subject, message])).toEqual([
      ['failure', 'DNS health', 'Could not reach MXroute (timed out after 15 s).'],
      ['failure', 'a.example', 'mx of a.example. dmarc of a.example.'],
      ['warning', 'b.example', 'dmarc of b.example.'],
      ['warning', 'a@b.example', '954 of 1,024 MB used (93.2 %).'],
    ]);
  });

  it('names a domain whose trouble could not be looked at again', () => {
    expect(attentionItems(input({ fleet: [row('a.example', 'unhealthy')] }))).toEqual([
      {
        kind: 'dns',
        severity: 'failure',
        subject: 'a.example',
        message: 'What was wrong could not be looked up again.',
      },
    ]);
  });

  it('is silent about what is fine', () => {
    expect(
      attentionItems(input({ fleet: [row('a.example', 'healthy'), row('b.example', 'unknown')] })),
    ).toEqual([]);
  });
});
