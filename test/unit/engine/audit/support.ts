import { AUDIT_ACTIONS, type AuditAction } from '../../../../src-shared/audit-actions.ts';
import type { AuditEvent, EventDetails } from '../../../../src-shared/audit-event.ts';

export const NOW = Date.parse('2026-05-03T12:00:00Z');
export const OPTIONS = { now: NOW, locale: 'en-GB', timeZone: 'UTC' };

export const eventOf = (
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
