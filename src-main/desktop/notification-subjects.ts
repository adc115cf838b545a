import type { AuditAction } from '../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../src-shared/audit-event.ts';

/** Alert and recovery of one kind, by what their actions have in common: `dns.health_alert` answers to `dns.health`. */
export function familyOf(action: AuditAction): { family: string; role: 'alert' | 'recovery' } | undefined {
  const match = /^(.*)[._](alert|failed|recovered)$/.exec(action);
  if (!match?.[1]) return undefined;
  return { family: match[1], role: match[2] === 'recovered' ? 'recovery' : 'alert' };
}

/**
 * What the event is about, one key per domain or mailbox: an alert about three domains is answered only when all
 * three have recovered.
 */
export function subjectsOf(event: Pick<AuditEvent, 'action' | 'account' | 'target' | 'details'>): string[] {
  const family = familyOf(event.action)?.family;
  if (!family) return [];
  const { domains, mailboxes } = event.details;
  const names = [...namesIn(domains, 'domain'), ...namesIn(mailboxes, 'mailbox')];
  return (names.length > 0 ? names : [event.target]).map(
    (name) => `${family}|${event.account ?? ''}|${name}`,
  );
}

function namesIn(list: unknown, key: 'domain' | 'mailbox'): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    const name =
      typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>)[key] : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}

/** Which notification on the screen still stands for what. `T` is the notification. */
export class StandingAlerts<T> {
  readonly #standing = new Map<T, Set<string>>();

  /** @returns the notifications for which nothing is left to say, now that something newer speaks for `subjects`. */
  supersede(subjects: readonly string[]): T[] {
    const done: T[] = [];
    for (const [notification, left] of this.#standing) {
      for (const subject of subjects) left.delete(subject);
      if (left.size === 0) done.push(notification);
    }
    for (const notification of done) this.#standing.delete(notification);
    return done;
  }

  add(notification: T, subjects: readonly string[]): void {
    if (subjects.length > 0) this.#standing.set(notification, new Set(subjects));
  }

  forget(notification: T): void {
    this.#standing.delete(notification);
  }
}
