import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { Clock, Logger } from '../ports.ts';
import {
  type Channel,
  NOT_HANDED_OVER,
  OS_CHANNEL,
  SEND_TIMEOUT_MS,
  type SendOutcome,
  TOO_SLOW,
} from './channel.ts';
import { compose, type Told } from './compose.ts';
import type { ClaimedRow } from './outbox-row.ts';
import { withTimeout } from './timeout.ts';

/** How the rows of one message fared: alike, but for those whose event is gone. */
export interface SentParcel {
  results: { row: ClaimedRow; event: AuditEvent | undefined; outcome: SendOutcome }[];
}

export interface SenderOptions {
  clock: Clock;
  log: Logger;
  /** What the row is about: its event, without what is muted. */
  event: (row: ClaimedRow) => AuditEvent | undefined;
  /** Carries everything but this computer's own notifications. */
  apprise: Channel;
  locale?: string;
}

const EVENT_GONE: SendOutcome = {
  ok: false,
  permanent: true,
  reason: 'The event is not in the log any more.',
};
const NO_OS_CHANNEL: SendOutcome = {
  ok: false,
  permanent: false,
  unavailable: true,
  reason: 'This computer shows no notifications now.',
};

/** Makes one message of the rows that a lane has taken, and sends it. */
export function createSender({ clock, log, event: eventOf, apprise, locale }: SenderOptions) {
  const attempt = async (told: readonly Told[], os: Channel | undefined): Promise<SendOutcome> => {
    const [first] = told;
    if (!first) return EVENT_GONE;
    const { targetId } = first.row;
    const channel = targetId === OS_CHANNEL ? os : apprise;
    if (!channel) return NO_OS_CHANNEL;
    const message = compose([first, ...told.slice(1)], { now: clock.now(), locale });
    const until = clock.now() + SEND_TIMEOUT_MS;
    return withTimeout(clock, SEND_TIMEOUT_MS, channel.send(message, targetId, until), TOO_SLOW);
  };

  return {
    /** Never rejects: rows without an outcome would stay `sending` until the next start. */
    async send(rows: readonly ClaimedRow[], os: Channel | undefined): Promise<SentParcel> {
      const found = new Map<number, AuditEvent | undefined>();
      const result = (outcome: SendOutcome): SentParcel => ({
        results: rows.map((row) => {
          const event = found.get(row.id);
          const isGone = found.has(row.id) && event === undefined;
          return { row, event, outcome: isGone ? EVENT_GONE : outcome };
        }),
      });
      try {
        for (const row of rows) found.set(row.id, eventOf(row));
        const told = rows.flatMap((row): Told[] => {
          const event = found.get(row.id);
          return event ? [{ row, event }] : [];
        });
        return result(await attempt(told, os));
      } catch (error) {
        const eventIds = rows.map(({ eventId }) => eventId);
        log.log('error', 'a message could not be made', { eventIds, error });
        return result(NOT_HANDED_OVER);
      }
    },
  };
}

export type Sender = ReturnType<typeof createSender>;
