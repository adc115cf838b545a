import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { Result } from '../../../src-shared/result.ts';
import type { AuditLog } from '../audit/entry.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { createBatch } from './batch.ts';
import { type Channel, OS_OFF } from './channel.ts';
import { createClaims } from './claims.ts';
import { Dispatcher } from './dispatcher.ts';
import { Muting } from './muting.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { ClaimedRow } from './outbox-row.ts';
import { createRecipients } from './recipients.ts';
import { createSendAgain } from './send-again.ts';
import { createSender } from './sending.ts';
import type { SettingsReader } from './settings-reader.ts';
import { createSettle } from './settling.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { TargetRepository } from './targets.ts';

export interface DeliveryOptions {
  db: Db;
  clock: Clock;
  random: Random;
  log: Logger;
  audit: () => AuditLog;
  event: (id: number) => AuditEvent | undefined;
  settings: SettingsReader;
  targets: TargetRepository;
  subscriptions: Subscriptions;
  apprise: Channel;
  /** Whether a domain or mailbox is still in an account. */
  isKnownSubject: (subject: string) => boolean;
  changed: (topic: 'targets' | 'deliveries') => void;
  locale?: string;
}

export interface Delivery {
  outbox: Outbox;
  dispatcher: Dispatcher;
  muting: Muting;
  /** Called by the audit log, inside the transaction that records the event. */
  enqueue(event: AuditEvent): void;
  sendAgain(id: number): Result<null>;
}

const NO_NOTIFICATIONS = 'This computer shows no notifications now.';

/** From a recorded event to the channels: who is told, when, and what a message joins. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { db, clock, random, log, audit, event, settings, targets, subscriptions, apprise, locale } = options;
  const deliveriesChanged = () => options.changed('deliveries');
  const outbox = createOutbox(db);
  const recipients = createRecipients({
    targets,
    subscriptions,
    settings,
    osChannel: () => dispatcher.osChannel !== undefined,
  });
  const queued = () => {
    deliveriesChanged();
    dispatcher.wake();
  };
  const muting = new Muting({
    db,
    clock,
    log,
    outbox,
    recipients,
    event,
    isKnown: options.isKnownSubject,
    released: queued,
    // The screen that lists them.
    changed: () => options.changed('targets'),
  });
  /** Sent again by hand, an event is told as it is, muted or not. */
  const toldOf = ({ eventId, subject, again }: ClaimedRow): AuditEvent | undefined => {
    const found = event(eventId);
    if (!found || (again && subject === null)) return found;
    return muting.told(found, subject) ?? found;
  };
  const dispatcher: Dispatcher = new Dispatcher({
    outbox,
    claims: createClaims({ db, outbox, settings, changed: deliveriesChanged }),
    batch: createBatch(db),
    clock,
    log,
    target: targets.get,
    sender: createSender({ clock, log, event: toldOf, apprise, ...(locale ? { locale } : {}) }),
    settle: createSettle({ outbox, clock, random, log, audit, target: targets.get, event }),
    changed: deliveriesChanged,
  });
  const sendAgain = createSendAgain({
    outbox,
    target: targets.get,
    osProblem: () => {
      if (!settings.get('notifications.osEnabled')) return `${OS_OFF} Switch them on first.`;
      return dispatcher.running && !dispatcher.osChannel ? NO_NOTIFICATIONS : null;
    },
  });

  return {
    outbox,
    dispatcher,
    muting,
    enqueue(recorded) {
      if (!muting.decide(recorded)) return;
      const to = recipients(recorded);
      if (to.length === 0) return;
      outbox.insert(recorded, to, Date.parse(recorded.at));
      queued();
    },
    sendAgain(id) {
      const result = sendAgain(id);
      if (result.ok) queued();
      return result;
    },
  };
}
