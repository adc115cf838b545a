import { describe, expect, it } from 'vitest';
import { formatMessage } from '../../../../src-main/engine/audit/message.ts';
import type { AuditAction } from '../../../../src-shared/audit-actions.ts';
import type { DnsAlertDomain, EventDetails, MailboxAlertEntry } from '../../../../src-shared/audit-event.ts';
import { MONITOR_LABELS, MONITORS } from '../../../../src-shared/monitors.ts';
import { eventOf, OPTIONS } from './support.ts';

const body = (action: AuditAction, target: string, details?: EventDetails, actor?: string) =>
  formatMessage(eventOf(action, target, details, actor), OPTIONS).body;

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
    expect(formatMessage(eventOf('dns.health_alert', 'example.com'), OPTIONS).title).toBe(
      '[MXroute Manager] DNS problem: example.com',
    );
  });
  it('is one line of bearable length', () => {
    const { title } = formatMessage(eventOf('domain.create', `a\nb ${'x'.repeat(500)}`), OPTIONS);
    expect(title).not.toContain('\n');
    expect(title.length).toBeLessThan(180);
  });
  it('needs no subject', () => {
    expect(formatMessage(eventOf('auth.login', ''), OPTIONS).title).toBe('[MXroute Manager] Unlocked');
  });
});

describe('DNS problem', () => {
  it('tells domain, state, since when, expected, found and what to do', () => {
    expect(body('dns.health_alert', 'example.com', { domains: [broken('example.com')] })).toBe(
      [
        'example.com is unhealthy (was healthy) since 3 May 2026, 10:30.',
        '- MX: No MX record is published.',
        '  Expected at example.com: 10 one.mxrouting.net | 20 one-relay.mxrouting.net',
        '  Found: nothing',
        '',
        'What to do: publish the expected records at your DNS provider, then press Recheck.',
      ].join('\n'),
    );
  });
  it('dates what became worse by what it was, not as if it had been so bad all the time', () => {
    const worse = { ...broken('example.com'), from: 'degraded', fromSince: '2026-04-24T10:30:00.000Z' };
    const { body: plain, markdown } = formatMessage(
      eventOf('dns.health_alert', 'example.com', { domains: [worse] }),
      OPTIONS,
    );
    expect(plain.split('\n')[0]).toBe('example.com is unhealthy; was degraded since 24 Apr 2026, 10:30.');
    expect(markdown.split('\n')[0]).toBe(
      '**example.com** is unhealthy; was degraded since 24 Apr 2026, 10:30.',
    );
    const many = Array.from({ length: 6 }, (_, index) => ({ ...worse, domain: `d${index}.example` }));
    expect(body('dns.health_alert', '6 domains', { domains: many })).toContain(
      '- d0.example: unhealthy, was degraded since 24 Apr 2026, 10:30 (MX)',
    );
    // An older version recorded only since when it has been in trouble.
    const { fromSince: _, ...older } = worse;
    expect(body('dns.health_alert', 'example.com', { domains: [older] })).toContain(
      'is unhealthy; was degraded since 3 May 2026, 10:30.',
    );
  });
  it('names no beginning that lies behind the event: a clock was set back', () => {
    const domains = [{ ...broken('example.com'), since: '2027-05-03T10:30:00.000Z' }];
    expect(body('dns.health_alert', 'example.com', { domains })).toContain('is unhealthy (was healthy).');
  });
  it('lists 20 domains and counts the rest', () => {
    const domains = Array.from({ length: 53 }, (_, index) => broken(`d${index}.example`));
    const text = body('dns.health_alert', '53 domains', { domains });
    expect(text.match(/unhealthy since/g)).toHaveLength(20);
    expect(text).toContain('and 33 more');
    expect(text).toContain('- d0.example: unhealthy since 3 May 2026, 10:30 (MX)');
    expect(text.length).toBeLessThan(2_000);
  });
  it('recovered: what it was last is dated by itself, not by the trouble before it', () => {
    const times = { since: '2026-04-24T10:30:00.000Z', fromSince: '2026-05-03T10:30:00.000Z' };
    const domains = [{ domain: 'example.com', from: 'unhealthy', ...times }];
    expect(body('dns.health_recovered', 'example.com', { domains })).toContain(
      'It was unhealthy since 3 May 2026, 10:30.',
    );
  });
  it('recovered: what it was and since when', () => {
    const domains = [{ domain: 'example.com', from: 'unhealthy', since: '2026-05-03T10:30:00.000Z' }];
    expect(body('dns.health_recovered', 'example.com', { domains })).toBe(
      'example.com is healthy again. It was unhealthy since 3 May 2026, 10:30.\n\nWhat to do: nothing.',
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
      [/412 messages per hour/, /90 messages per hour/, /change its password now/],
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
  it.each(MONITORS)('monitor.failed and monitor.recovered say which monitor it is: %s', (monitor) => {
    for (const action of ['monitor.failed', 'monitor.recovered'] as const) {
      const text = body(action, 'x', { monitor });
      expect(text).not.toMatch(/^Monitoring/);
      expect(text.toLowerCase()).toContain(MONITOR_LABELS[monitor].toLowerCase());
    }
  });
  it('nor does a monitor of another version leave the sentence without a subject', () => {
    expect(body('monitor.failed', 'x', { monitor: 'toString' })).toMatch(/^Monitoring cannot run\./);
  });
  it('tells facts that only a later version knows in words, and who did it', () => {
    const text = body(
      'mailbox.quota_update',
      'a@example.com',
      { quotaMb: { before: 500, after: 0 }, spamFolderMb: 1_000, list: ['x', 'y'] },
      'MXroute account',
    );
    expect(text).toBe(
      [
        'a@example.com has another quota.',
        'Quota: 500 MB → unlimited',
        'Spam folder MB: 1,000',
        'List: x, y',
        'Changed in the MXroute panel or by another program.',
        '',
        'What to do: nothing, if it was meant; a mailbox above its quota refuses new mail.',
      ].join('\n'),
    );
  });
  it('names settings as the window does, and what happened to a target', () => {
    expect(body('settings.update', 'any', { changed: ['dns.intervalHours'] }, 'command line')).toMatch(
      /^“DNS health: Check interval \(hours\)” was changed\.\nChanged with .* command line\.\n\nWhat to do:/,
    );
    expect(
      body('settings.update', '2 settings', { changed: ['usage.storagePercent', 'SMTP password'] }),
    ).toMatch(/^2 settings were changed:\n.*“Mailbox usage: Storage alert at \(%\)”\n.*SMTP password\n/);
    expect(body('settings.update', 'Phone', { changed: ['target switched off'] })).toMatch(
      /^Phone: the target was switched off\./,
    );
    expect(body('settings.update', 'a at b', { changed: ['account removed'] })).toMatch(
      /^a at b: the account was removed\./,
    );
  });
  it('a suspended mailbox, a repair that was done in part: what to do depends on it', () => {
    const suspended = (after: boolean) =>
      body('mailbox.update', 'a@example.com', { suspended: { before: !after, after } });
    expect(suspended(true)).toMatch(/^a@example\.com was suspended\.[\s\S]*MXroute’s support/);
    expect(suspended(false)).toMatch(
      /^a@example\.com is no longer suspended\.[\s\S]*nothing, if it was meant/,
    );
    const record = { change: 'create', type: 'MX', name: 'example.com', before: [], after: ['10 a.example'] };
    const records = [record, { ...record, problem: 'Cloudflare answered 403.' }];
    const partly = body('dns.fix', 'example.com', { records });
    expect(partly).toMatch(/^example\.com: 1 of 2 DNS records were repaired\./);
    expect(partly).toContain('- MX at example.com not created: Cloudflare answered 403.');
    expect(partly).toMatch(/What to do: publish what was not done/);
    expect(body('dns.fix', 'example.com', { records: [record] })).toMatch(/What to do: nothing; .* undone/);
  });
  it('a late message says since when', () => {
    const { body: text } = formatMessage(eventOf('domain.create', 'example.com'), { ...OPTIONS, late: true });
    expect(text).toMatch(/^Message delayed since 3 May 2026, 11:00\.\n\n/);
  });
});
