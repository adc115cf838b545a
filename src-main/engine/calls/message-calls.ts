import { type AuditAction, isAuditAction } from '../../../src-shared/audit-actions.ts';
import { failure, success } from '../../../src-shared/result.ts';
import { formatMessage } from '../audit/message.ts';
import { sampleEvent } from '../audit/samples.ts';
import type { EngineParts } from '../parts.ts';
import type { Calls } from './channels.ts';

/** How alerts read: the same formatter that makes the real ones, on an invented event. */
export function messageCalls({ clock }: Pick<EngineParts, 'clock'>): Pick<Calls, 'messages.preview'> {
  return {
    'messages.preview': (action) => {
      if (!isAuditAction(action)) return failure('unknown_action', 'There is no such event.');
      const now = clock.now();
      const { title, body, markdown, type } = formatMessage(sampleEvent(action as AuditAction, now), { now });
      return success({ title, body, markdown, severity: type });
    },
  };
}
