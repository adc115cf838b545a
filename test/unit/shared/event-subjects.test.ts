import { describe, expect, it } from 'vitest';
import { AUDIT_ACTION_NAMES, familyOf, weightOf } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { reducedTo, subjectsOf, topicsOf } from '../../../src-shared/event-subjects.ts';

const event = (change: Partial<AuditEvent>): AuditEvent => ({
  id: 1,
  at: '2026-05-03T12:00:00.000Z',
  action: 'dns.health_alert',
  label: 'DNS problem',
  severity: 'failure',
  actor: 'monitor',
  target: 'example.com',
  account: 'default',
  details: {},
  ...change,
});

describe('which recovery answers which alert', () => {
  it.each([
    ['dns.health_alert', { family: 'dns.health', role: 'alert' }],
    ['dns.health_recovered', { family: 'dns.health', role: 'recovery' }],
    ['mailbox.quota_alert', { family: 'mailbox.quota', role: 'alert' }],
    ['mailbox.send_limit_recovered', { family: 'mailbox.send_limit', role: 'recovery' }],
    ['mailbox.send_rate_alert', { family: 'mailbox.send_rate', role: 'alert' }],
    ['account.quota_recovered', { family: 'account.quota', role: 'recovery' }],
    ['monitor.failed', { family: 'monitor', role: 'alert' }],
    ['monitor.recovered', { family: 'monitor', role: 'recovery' }],
    ['settings.update', undefined],
    ['notification.test', undefined],
  ] as const)('%s', (action, expected) => {
    expect(familyOf(action)).toEqual(expected);
  });

  it('finds an alert for every recovery there is', () => {
    const families = (role: string) =>
      AUDIT_ACTION_NAMES.flatMap((action) => {
        const found = familyOf(action);
        return found?.role === role ? [found.family] : [];
      });
    for (const family of families('recovery')) expect(families('alert')).toContain(family);
  });
});

describe('a recovery counts as severe as the alert that it answers', () => {
  it.each([
    ['dns.health_alert', 'failure'],
    ['dns.health_recovered', 'failure'],
    ['mailbox.quota_recovered', 'warning'],
    ['mailbox.send_limit_recovered', 'warning'],
    ['mailbox.send_rate_recovered', 'failure'],
    ['account.quota_recovered', 'failure'],
    ['monitor.recovered', 'failure'],
    ['domain.create', 'info'],
    ['domain.delete', 'warning'],
    ['notification.send_failed', 'warning'],
  ] as const)('%s: %s', (action, severity) => {
    expect(weightOf(action)).toBe(severity);
  });
});

describe('what an event is about', () => {
  it('is each domain or mailbox in its details', () => {
    const domains = event({ details: { domains: [{ domain: 'a' }, { domain: 'b' }] } });
    expect(subjectsOf(domains)).toEqual(['a', 'b']);
    expect(topicsOf(domains)).toEqual(['dns.health|default|a', 'dns.health|default|b']);
    const mailboxes = event({ action: 'mailbox.quota_alert', details: { mailboxes: [{ mailbox: 'm@a' }] } });
    expect(topicsOf(mailboxes)).toEqual(['mailbox.quota|default|m@a']);
    const changes = event({ action: 'mailbox.create', details: { changes: [{ subject: 'm@a' }] } });
    expect(subjectsOf(changes)).toEqual(['m@a']);
  });

  it.each([{}, { domains: 'x' }, { domains: [null, 3, {}] }])(
    'is its target where the details are %j',
    (details) => {
      const failed = event({ action: 'monitor.failed', account: null, target: 'DNS health', details });
      expect(topicsOf(failed)).toEqual(['monitor||DNS health']);
    },
  );

  it('is no topic where it is neither alert nor recovery', () => {
    expect(topicsOf(event({ action: 'domain.delete' }))).toEqual([]);
  });
});

describe('an event without some of its subjects', () => {
  const three = event({
    target: '3 domains',
    details: { domains: [{ domain: 'a' }, { domain: 'b' }, { domain: 'c' }], note: 'kept' },
  });

  it('reads as if it had been about the others only', () => {
    expect(reducedTo(three, (name) => name !== 'b')).toMatchObject({
      target: '2 domains',
      details: { domains: [{ domain: 'a' }, { domain: 'c' }], note: 'kept' },
    });
    expect(reducedTo(three, (name) => name === 'c')).toMatchObject({
      target: 'c',
      details: { domains: [{ domain: 'c' }] },
    });
  });

  it('is nothing where none is left, and itself where all are', () => {
    expect(reducedTo(three, () => false)).toBeUndefined();
    expect(reducedTo(three, () => true)).toBe(three);
    expect(reducedTo(event({}), () => false)).toBeUndefined();
  });
});
