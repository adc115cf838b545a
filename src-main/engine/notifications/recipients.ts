import { actionDefinition } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { OS_CHANNEL, OS_LABEL } from './channel.ts';
import { wants } from './filters.ts';
import type { Addressed } from './outbox.ts';
import type { SettingsReader } from './settings-reader.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { TargetRepository } from './targets.ts';

export interface RecipientsOptions {
  targets: TargetRepository;
  subscriptions: Subscriptions;
  settings: SettingsReader;
  /** Whether this process can show notifications of its own. */
  osChannel: () => boolean;
}

export type Recipients = (event: AuditEvent) => Addressed[];

/** Who is told of an event: this computer, and every enabled target that does not leave it out. */
export const createRecipients =
  ({ targets, subscriptions, settings, osChannel }: RecipientsOptions): Recipients =>
  ({ action }) => {
    if (actionDefinition(action).neverNotified || !subscriptions.has(action)) return [];
    const own =
      osChannel() && settings.get('notifications.osEnabled') ? [{ id: OS_CHANNEL, label: OS_LABEL }] : [];
    const others = settings.get('notifications.enabled')
      ? targets.list().filter((target) => target.enabled && wants(target, action))
      : [];
    return [...own, ...others];
  };
