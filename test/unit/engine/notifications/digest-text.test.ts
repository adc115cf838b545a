import { describe, expect, it } from 'vitest';
import { digestMessage } from '../../../../src-main/engine/notifications/digest-text.ts';
import { type AuditAction, actionDefinition } from '../../../../src-shared/audit-actions.ts';
import type { AuditEvent, EventDetails } from '../../../../src-shared/audit-event.ts';

const NOW = Date.parse('2026-05-03T21:30:00Z');
const options = { now: NOW, locale: 'en-GB', timeZone: 'UTC', held: false };
let id = 0;
const event = (action: AuditAction, target: string, at: string, details: EventDetails = {}): AuditEvent => ({
  id: ++id,
  at: new Date(at).toISOString(),
  action,
  label: actionDefinition(action).label,
  severity: actionDefinition(action).severity,
  actor: 'monitor',
  target,
  account: 'default',
  details,
});
const dns = (target: string, at: string, ...checks: string[]) =>
  event('dns.health_alert', target, at, {
    domains: [{ domain: target, checks: checks.map((label) => ({ label })) }],
  });
const recovered = (target: string, at: string) =>
  event('dns.health_recovered', target, at, { domains: [{ domain: target }] });
const full = (target: string, at: string, percent: number) =>
  event('mailbox.quota_alert', target, at, { mailboxes: [{ mailbox: target, percent }] });

describe('a digest', () => {
  const events = [
    full('orders@example.com', '2026-05-03T21:22:00Z', 95.04),
    dns('example.com', '2026-05-03T21:23:00Z', 'MX', 'SPF'),
    dns('example.org', '2026-05-03T21:24:00Z', 'DKIM'),
    recovered('example.com', '2026-05-03T21:25:00Z'),
    event('domain.create', 'example.net', '2026-05-03T21:26:00Z'),
  ];

  it('says how many of what, then names each alert, the worst first', () => {
    expect(digestMessage(events, options)).toMatchObject({
      title: '[MXroute Manager] 5 alerts: 2 failures, 1 warning, 1 message, 1 recovery',
      type: 'failure',
      body: [
        'Failures',
        '- 21:23 DNS problem: example.com (MX, SPF), over since 21:25',
        '- 21:24 DNS problem: example.org (DKIM)',
        '',
        'Warnings',
        '- 21:22 Mailbox nearly full: orders@example.com (95.0 %)',
        '',
        'Messages',
        '- 21:26 Domain added: example.net',
        '',
        'Recoveries',
        '- 21:25 DNS recovered: example.com',
      ].join('\n'),
    });
  });

  it('is the same in Markdown, and nothing in it is markup but ours', () => {
    const { markdown } = digestMessage(
      [...events, full('*@example.com', '2026-05-03T21:29:00Z', 91)],
      options,
    );
    expect(markdown).toContain('**Failures**\n\n- 21:23');
    expect(markdown).toContain('Mailbox nearly full');
    expect(markdown).not.toMatch(/[^\\]\*@/);
  });

  it('of one kind has no headings', () => {
    const { title, body, type } = digestMessage(
      [recovered('a.example', '2026-05-03T21:25:00Z'), recovered('b.example', '2026-05-03T21:26:00Z')],
      options,
    );
    expect(title).toBe('[MXroute Manager] 2 alerts: 2 recoveries');
    expect(type).toBe('success');
    expect(body).toBe('- 21:25 DNS recovered: a.example\n- 21:26 DNS recovered: b.example');
  });

  it('says since when it is delayed, and shows days that are not today', () => {
    const late = [dns('a.example', '2026-05-02T22:10:00Z'), dns('b.example', '2026-05-03T21:29:00Z')];
    expect(digestMessage(late, options).body).toBe(
      'Message delayed since 2 May 2026, 22:10.\n\n- 2 May, 22:10 DNS problem: a.example\n- 21:29 DNS problem: b.example',
    );
    expect(digestMessage(late, { ...options, held: true }).body).toMatch(
      /^Held during quiet hours; delayed since 2 May 2026, 22:10\.\n/,
    );
  });

  it('names three of the subjects of an alert about many', () => {
    const domains = ['a', 'b', 'c', 'd', 'e'].map((domain) => ({ domain }));
    const alerts = [
      event('dns.health_alert', '5 domains', '2026-05-03T21:25:00Z', { domains }),
      recovered('a', '2026-05-03T21:26:00Z'),
    ];
    expect(digestMessage(alerts, options).body).toContain('DNS problem: 5 domains (a, b, c and 2 more)\n');
  });

  it('calls an alert over only when all that it was about has recovered, later', () => {
    const both = event('dns.health_alert', '2 domains', '2026-05-03T21:25:00Z', {
      domains: [{ domain: 'a' }, { domain: 'b' }],
    });
    const told = (...events: AuditEvent[]) => digestMessage(events, options).body;
    expect(
      told(recovered('b', '2026-05-03T21:20:00Z'), both, recovered('a', '2026-05-03T21:26:00Z')),
    ).not.toContain('over since');
    expect(
      told(both, recovered('a', '2026-05-03T21:26:00Z'), recovered('b', '2026-05-03T21:27:00Z')),
    ).toContain('over since 21:27');
  });

  it('does not call an alert over that came back', () => {
    const body = digestMessage(
      [
        dns('a', '2026-05-03T21:25:00Z'),
        recovered('a', '2026-05-03T21:26:00Z'),
        dns('a', '2026-05-03T21:27:00Z'),
      ],
      options,
    ).body;
    expect(body).toContain('21:25 DNS problem: a, over since 21:26');
    expect(body).toMatch(/21:27 DNS problem: a$/m);
  });
});
