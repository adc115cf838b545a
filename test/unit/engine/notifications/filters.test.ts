import { describe, expect, it } from 'vitest';
import { wants } from '../../../../src-main/engine/notifications/filters.ts';
import type { AuditAction } from '../../../../src-shared/audit-actions.ts';
import type { MinimumSeverity } from '../../../../src-shared/views/targets.ts';

/** [events, minimum severity, action, taken] */
const TABLE: [AuditAction[] | null, MinimumSeverity, AuditAction, boolean][] = [
  // Everything that is subscribed.
  [null, 'info', 'domain.create', true],
  [null, 'info', 'mailbox.quota_alert', true],
  [null, 'info', 'dns.health_alert', true],
  [null, 'info', 'dns.health_recovered', true],
  // Warnings and failures, and their ends.
  [null, 'warning', 'domain.create', false],
  [null, 'warning', 'mailbox.quota_alert', true],
  [null, 'warning', 'mailbox.quota_recovered', true],
  [null, 'warning', 'dns.health_alert', true],
  [null, 'warning', 'dns.health_recovered', true],
  // Failures and their ends.
  [null, 'failure', 'domain.create', false],
  [null, 'failure', 'mailbox.quota_alert', false],
  [null, 'failure', 'mailbox.quota_recovered', false],
  [null, 'failure', 'dns.health_alert', true],
  [null, 'failure', 'dns.health_recovered', true],
  [null, 'failure', 'monitor.failed', true],
  [null, 'failure', 'monitor.recovered', true],
  // Chosen events.
  [['dns.health_alert'], 'info', 'dns.health_alert', true],
  [['dns.health_alert'], 'info', 'dns.health_recovered', false],
  [['dns.health_alert'], 'info', 'mailbox.quota_alert', false],
  [['mailbox.quota_alert'], 'failure', 'mailbox.quota_alert', false],
  [[], 'info', 'dns.health_alert', false],
];

describe('what a target takes of what is subscribed', () => {
  it.each(TABLE)('events %j, at least %s: %s → %s', (events, minimumSeverity, action, taken) => {
    expect(wants({ events, minimumSeverity }, action)).toBe(taken);
  });
});
