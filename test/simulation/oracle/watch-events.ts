import { domainToASCII } from 'node:url';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { Facts } from '../world/truth.ts';

export type Kind =
  | 'domain'
  | 'pointer'
  | 'mailbox'
  | 'forwarder'
  | 'catchall'
  | 'spam'
  | 'whitelist'
  | 'blacklist';

/** What one event, or one line of it, says. */
export interface Told {
  kind: Kind;
  subject: string;
  how: 'create' | 'update' | 'delete';
  /** What it says of the thing as it was, and as it is now. */
  before: Facts;
  after: Facts;
  action: string;
}

const ACTIONS: Record<string, [Kind, Told['how']]> = {
  'domain.create': ['domain', 'create'],
  'domain.delete': ['domain', 'delete'],
  'domain.mail_status': ['domain', 'update'],
  'pointer.create': ['pointer', 'create'],
  'pointer.delete': ['pointer', 'delete'],
  'mailbox.create': ['mailbox', 'create'],
  'mailbox.update': ['mailbox', 'update'],
  'mailbox.quota_update': ['mailbox', 'update'],
  'mailbox.delete': ['mailbox', 'delete'],
  'forwarder.create': ['forwarder', 'create'],
  'forwarder.update': ['forwarder', 'update'],
  'forwarder.delete': ['forwarder', 'delete'],
  'catchall.update': ['catchall', 'update'],
  'spam.settings_update': ['spam', 'update'],
  'spam.whitelist_add': ['whitelist', 'create'],
  'spam.whitelist_remove': ['whitelist', 'delete'],
  'spam.blacklist_add': ['blacklist', 'create'],
  'spam.blacklist_remove': ['blacklist', 'delete'],
};

export const isWatchAction = (action: string): boolean => Object.hasOwn(ACTIONS, action);

/** One change, or the list of them that one event carries. A thing of another kind that takes its place is an update. */
export function toldBy(events: readonly AuditEvent[]): Told[] {
  const told = events.flatMap(lines);
  const merged: Told[] = [];
  for (const one of told) {
    const other = merged.find(
      ({ kind, subject, how }) =>
        kind === one.kind &&
        subject === one.subject &&
        how !== one.how &&
        how !== 'update' &&
        one.how !== 'update',
    );
    if (!other) merged.push(one);
    else {
      const [gone, come] = one.how === 'create' ? [other, one] : [one, other];
      Object.assign(other, { how: 'update', before: gone.before, after: come.after });
    }
  }
  return merged;
}

function lines({ action, target, details }: AuditEvent): Told[] {
  const [kind, how] = ACTIONS[action] ?? [];
  if (!kind || !how) return [];
  const changes = (details.changes ?? [{ subject: target, ...details }]) as (Facts & { subject: string })[];
  return changes.map(({ subject, ...fields }) => ({
    ...sides(kind, how, canonical(fields) as Facts),
    kind,
    how,
    subject: plain(subject),
    action,
  }));
}

function sides(kind: Kind, how: Told['how'], fields: Facts): { before: Facts; after: Facts } {
  if (kind === 'catchall') return { before: { value: fields.before }, after: { value: fields.after } };
  if (how === 'create') return { before: {}, after: fields };
  if (how === 'delete') return { before: fields, after: {} };
  const both = { before: {} as Facts, after: {} as Facts };
  for (const [name, value] of Object.entries(kind === 'spam' ? (fields.settings as Facts) : fields)) {
    const isChange = typeof value === 'object' && value !== null && 'before' in value && 'after' in value;
    if (!isChange) both.after[name] = value;
    else {
      both.before[name] = (value as Facts).before;
      both.after[name] = (value as Facts).after;
    }
  }
  return both;
}

/** International names have several spellings, and lists of addresses no order. */
export function canonical(value: unknown): unknown {
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) return value.map(canonical).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, canonical(one)]));
}

function plain(text: string): string {
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1);
  return /^[^\s:*]+\.[^\s:*]+$/u.test(domain)
    ? text.slice(0, at + 1) + (domainToASCII(domain) || domain)
    : text;
}

/** Whether a state of the thing is one that these facts, as far as they name any, are about. */
export const agrees = (state: Facts, facts: Facts): boolean =>
  Object.entries(facts).every(
    ([name, value]) => !(name in state) || JSON.stringify(value) === JSON.stringify(canonical(state[name])),
  );
