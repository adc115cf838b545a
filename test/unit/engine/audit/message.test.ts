import { describe, expect, it } from 'vitest';
import { formatMessage } from '../../../../src-main/engine/audit/message.ts';
import { AUDIT_ACTION_NAMES, AUDIT_ACTIONS, type AuditAction } from '../../../../src-shared/audit-actions.ts';
import type {
  AuditEvent,
  DnsAlertDomain,
  EventDetails,
  MailboxAlertEntry,
} from '../../../../src-shared/audit-event.ts';

const options = { now: Date.parse('2026-05-03T12:00:00Z'), locale: 'en-GB', timeZone: 'UTC' };
const event = (
  action: AuditAction,
  target: string,
  details: EventDetails = {},
  actor = 'monitor',
): AuditEvent => ({
  id: 1,
  at: '2026-05-03T11:00:00.000Z',
  action,
  label: AUDIT_ACTIONS[action].label,
  severity: AUDIT_ACTIONS[action].severity,
  actor,
  target,
  account: null,
  details,
});
const body = (action: AuditAction, target: string, details?: EventDetails, actor?: string) =>
  formatMessage(event(action, target, details, actor), options).body;

const broken = (domain: string): DnsAlertDomain => ({
  domain,
  from: 'healthy',
  to: 'unhealthy',
  since: '2026-05-03T10:30:00.000Z',
  checks: [
    {
      check: 'mx',
      label: 'MX',
      status: 'fail',
      expectedHost: domain,
      expected: ['10 one.mxrouting.net', '20 one-relay.mxrouting.net'],
      found: [],
      message: 'No MX record is published.',
    },
  ],
});

describe('the title', () => {
  it('names app, label and subject', () => {
    expect(formatMessage(event('dns.health_alert', 'example.com'), options).title).toBe(
      '[MXroute Manager] DNS problem: example.com',
    );
  });
  it('is one line of bearable length', () => {
    const { title } = formatMessage(event('domain.create', `a\nb ${'x'.repeat(500)}`), options);
    expect(title).not.toContain('\n');
    expect(title.length).toBeLessThan(180);
  });
  it('needs no subject', () => {
    expect(formatMessage(event('auth.login', ''), options).title).toBe('[MXroute Manager] Unlocked');
  });
});

describe('every action', () => {
  it.each(AUDIT_ACTION_NAMES)('%s has a body and its severity, with empty and with odd details', (action) => {
    for (const details of [{}, { domains: 5, mailboxes: 'x', monitor: null, list: [{ a: [1] }] }]) {
      const message = formatMessage(event(action, 'example.com', details as EventDetails), options);
      expect(message.body.trim().length).toBeGreaterThan(10);
      expect(message.body).not.toMatch(/undefined|null|\[object|%s/);
      expect(message.type).toBe(AUDIT_ACTIONS[action].severity);
    }
  });
});

describe('DNS problem', () => {
  it('tells domain, state, since when, expected, found and what to do', () => {
    expect(body('dns.health_alert', 'example.com', { domains: [broken('example.com')] })).toBe(
      [
        'example.com is unhealthy (was healthy) since 3 May 2026, 10:30.',
        'MX: No MX record is published.',
        '  Expected at example.com: 10 one.mxrouting.net | 20 one-relay.mxrouting.net',
        '  Found: nothing',
        '',
        'What to do: publish the expected records at your DNS provider, then press Recheck.',
      ].join('\n'),
    );
  });
  it('lists 20 domains and counts the rest', () => {
    const domains = Array.from({ length: 53 }, (_, index) => broken(`d${index}.example`));
    const text = body('dns.health_alert', '53 domains', { domains });
    expect(text.match(/unhealthy since/g)).toHaveLength(20);
    expect(text).toContain('and 33 more');
    expect(text).toContain('d0.example: unhealthy since 3 May 2026, 10:30 (MX)');
    expect(text.length).toBeLessThan(2_000);
  });
  it('recovered: what it was and since when', () => {
    const domains = [{ domain: 'example.com', from: 'unhealthy', since: '2026-05-03T10:30:00.000Z' }];
    expect(body('dns.health_recovered', 'example.com', { domains })).toBe(
      'example.com is healthy again. It was unhealthy since 3 May 2026, 10:30.',
    );
  });
});

describe('mailboxes', () => {
  const entry: MailboxAlertEntry = {
    mailbox: 'info@example.com',
    domain: 'example.com',
    value: 1_900,
    limit: 2_000,
    percent: 95,
    since: '2026-05-03T10:30:00.000Z',
  };
  const cases: [AuditAction, Partial<MailboxAlertEntry>, RegExp[]][] = [
    [
      'mailbox.quota_alert',
      {},
      [
        /info@example\.com: 95\.0 % full \(1,900 of 2,000 MB\) since 3 May 2026, 10:30\./,
        /threshold: 90 %/,
        /delete mail/,
      ],
    ],
    [
      'mailbox.quota_recovered',
      { percent: 80, value: 1_600 },
      [/80\.0 % full/, /The alarm stood since 3 May/],
    ],
    ['mailbox.quota_recovered', { percent: undefined, limit: 0, reason: 'now unlimited' }, [/now unlimited/]],
    [
      'mailbox.send_limit_alert',
      { value: 480, limit: 500, percent: 96 },
      [/480 of 500 messages today \(96\.0 %\)/, /password/],
    ],
    [
      'mailbox.send_rate_alert',
      { value: 412, limit: undefined, percent: undefined },
      [/412 messages per hour/, /90 messages per hour/, /Change its password now/],
    ],
    [
      'mailbox.send_rate_recovered',
      { value: 3, limit: undefined, percent: undefined },
      [/3 messages per hour/],
    ],
  ];
  it.each(cases)('%s %j', (action, change, expected) => {
    const text = body(action, 'info@example.com', { threshold: 90, mailboxes: [{ ...entry, ...change }] });
    for (const pattern of expected) expect(text).toMatch(pattern);
  });
  it('lists 20 mailboxes and counts the rest', () => {
    const mailboxes = Array.from({ length: 25 }, () => entry);
    expect(body('mailbox.quota_alert', '25 mailboxes', { mailboxes })).toContain('and 5 more');
  });
});

describe('the rest', () => {
  it('monitor.failed: which, why, since when, what it means, what to do', () => {
    const text = body('monitor.failed', 'DNS', {
      monitor: 'dns',
      message: 'The API key was refused.',
      since: '2026-05-03T10:30:00Z',
    });
    expect(text).toMatch(
      /^DNS health monitoring cannot run since 3 May 2026, 10:30\.\nReason: The API key was refused\./,
    );
    expect(text).toMatch(/What to do:/);
  });
  it('a plain event tells its details in words, and who did it', () => {
    const text = body(
      'mailbox.quota_update',
      'a@example.com',
      { oldQuotaMb: 500, newQuotaMb: 1_000, list: ['x', 'y'] },
      'MXroute account',
    );
    expect(text).toBe(
      'The quota of a@example.com was changed.\nOld quota MB: 500\nNew quota MB: 1000\nList:\n- x\n- y\nBy: MXroute account',
    );
  });
  it('a late message says since when', () => {
    const { body: text } = formatMessage(event('domain.create', 'example.com'), { ...options, late: true });
    expect(text).toMatch(/^Message delayed since 3 May 2026, 11:00\.\n\n/);
  });
});
