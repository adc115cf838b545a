import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { formatMessage } from '../audit/message.ts';
import { type TextOptions, textTools } from '../audit/messages/text.ts';
import type { OutgoingMessage } from './channel.ts';
import { digestMessage } from './digest-text.ts';
import type { ClaimedRow } from './outbox-row.ts';
import { isLate } from './retry.ts';

export interface Told {
  row: Pick<ClaimedRow, 'targetId' | 'held' | 'again'>;
  event: AuditEvent;
}

/** One alert in full, or several as a digest. */
export function compose([first, ...more]: readonly [Told, ...Told[]], options: TextOptions): OutgoingMessage {
  if (more.length === 0) return single(first, options);
  const all = [first, ...more];
  const events = all.map(({ event }) => event);
  return { ...digestMessage(events, { ...options, held: all.some(({ row }) => row.held) }), events };
}

function single({ row, event }: Told, options: TextOptions): OutgoingMessage {
  const late = !row.again && isLate(Date.parse(event.at), options.now);
  const message = formatMessage(event, { ...options, late });
  if (!row.again) return { ...message, event };
  const note = `Sent again; recorded ${textTools(options).time(event.at)}.\n\n`;
  const { markdown } = message;
  return { ...message, body: note + message.body, ...(markdown ? { markdown: note + markdown } : {}), event };
}
