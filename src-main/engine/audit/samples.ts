import { type AuditAction, actionDefinition } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { ACCOUNT_SAMPLES } from './samples/account-samples.ts';
import { ALARM_SAMPLES } from './samples/alarm-samples.ts';
import { APP_SAMPLES } from './samples/app-samples.ts';
import type { Sample } from './samples/sample.ts';

const SAMPLES: Record<AuditAction, Sample> = { ...APP_SAMPLES, ...ACCOUNT_SAMPLES, ...ALARM_SAMPLES };

const MINUTE = 60_000;

/** An invented event of this kind as it would happen now, for previews. `now`: milliseconds since the epoch. */
export function sampleEvent(action: AuditAction, now: number): AuditEvent {
  const { target, actor = 'monitor', details } = SAMPLES[action];
  const ago = (minutes: number): string => new Date(now - minutes * MINUTE).toISOString();
  const { label, severity } = actionDefinition(action);
  return { id: 0, at: ago(0), action, label, severity, actor, target, account: null, details: details(ago) };
}
