import type { Severity } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';

/** What a channel carries: text for a person, and the event behind it for channels that link to it. */
export interface OutgoingMessage {
  title: string;
  /** Never empty. */
  body: string;
  /** The same for services that take Markdown. */
  markdown?: string;
  type: Severity;
  /** Undefined for a test and for a digest. */
  event?: AuditEvent;
  /** What a digest joins, oldest first. */
  events?: readonly AuditEvent[];
}

export type SendOutcome =
  | { ok: true; ms: number }
  | {
      ok: false;
      /** Trying again cannot help: refused address, rejected credentials. */
      permanent: boolean;
      /** A sentence for a person, without any secret. */
      reason: string;
      /** What the server asked for. */
      retryAfterMs?: number;
      /** Nothing was tried because this computer cannot send at all now: not an attempt, the message waits. */
      unavailable?: true;
    };

/** A way out of the app. `OS_CHANNEL` is this computer's own notifications; all others go through Apprise. */
export interface Channel {
  readonly id: string;
  /**
   * Never rejects. `targetId` names the lane: messages of one lane are never sent at the same time.
   * `until`, milliseconds since the epoch: nothing may be begun that could still arrive after it, for then the
   * message counts as not delivered and goes again.
   */
  send(message: OutgoingMessage, targetId: string, until: number): Promise<SendOutcome>;
}

/** The message never left: nothing was tried that could have arrived. */
export const NOT_HANDED_OVER: SendOutcome = {
  ok: false,
  permanent: false,
  reason: 'The message could not be handed over.',
};

/** Neither delivered nor refused: whether it arrived is unknown. */
export const TOO_SLOW: SendOutcome = {
  ok: false,
  permanent: false,
  reason: 'No answer within 20 seconds.',
};

export const OS_CHANNEL = 'os';
export const OS_LABEL = 'This computer';
export const OS_OFF = 'Alerts on this computer are switched off.';

/** All of one message: connecting, sending, and whatever the server drips. */
export const SEND_TIMEOUT_MS = 20_000;
