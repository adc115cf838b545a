import { describe, expect, it } from 'vitest';
import { subjectOfEvent } from '../../../../src-renderer/lib/event-subject.ts';
import { type AuditAction, actionDefinition } from '../../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../../src-shared/audit-event.ts';

const event = (action: AuditAction, target: string, details: AuditEvent['details'] = {}): AuditEvent => ({
  id: 1,
  at: '2026-03-08T11:00:00Z',
  action,
  label: actionDefinition(action).label,
  severity: actionDefinition(action).severity,
  actor: 'monitor',
  target,
  account: null,
  details,
});

describe('the subject that an event lets one mute', () => {
  it.each([
    [
      'dns.health_alert',
      '2 domains',
      { domains: [{ domain: 'a.example' }, { domain: 'b.example' }] },
      undefined,
    ],
    ['dns.health_alert', 'a.example', { domains: [{ domain: 'a.example' }] }, 'a.example'],
    ['mailbox.quota_alert', 'i@a.example', { mailboxes: [{ mailbox: 'i@a.example' }] }, 'i@a.example'],
    ['domain.delete', 'old.example', {}, 'old.example'],
    ['monitor.failed', 'DNS health', {}, undefined],
    ['settings.update', 'Notifications', {}, undefined],
    ['notification.send_failed', 'hooks.example.net', {}, undefined],
    ['smtp.send_failed', 'eagle.mxlogin.com', {}, undefined],
  ] as const)('%s about %s', (action, target, details, subject) => {
    expect(subjectOfEvent(event(action, target, details))).toBe(subject);
  });
});
