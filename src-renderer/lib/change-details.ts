import { type AuditAction, actionDefinition } from '../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../src-shared/audit-event.ts';
import { formatNumber, wordsOfKey } from './format.ts';

/**
 * What the account watch noticed, in the words of the messages that tell of it (engine, audit/messages): one change
 * has its facts as details, many of one scan are `{ changes: [{ subject, …facts }] }`. Stored data is data from outside.
 */

export interface ChangeFact {
  label: string;
  /** As it is; or, of what changed, what it was and is. Each a list: addresses stand below one another. */
  value?: string[];
  before?: string[];
  after?: string[];
}

export interface Change {
  /** Null: the event's own target. */
  subject: string | null;
  facts: ChangeFact[];
}

type Details = Record<string, unknown>;
type Show = (value: unknown) => string[] | undefined;
interface Field {
  /** Undefined: not worth a line, since the subject says it. */
  label(action: AuditAction): string | undefined;
  show: Show;
}

const isObject = (value: unknown): value is Details =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const ofNumber =
  (words: (value: number) => string): Show =>
  (value) =>
    typeof value === 'number' ? [words(value)] : undefined;
const ofFlag =
  (yes: string, no: string): Show =>
  (value) =>
    typeof value === 'boolean' ? [value ? yes : no] : undefined;
const text: Show = (value) => (typeof value === 'string' && value !== '' ? [value] : undefined);
const list: Show = (value) => {
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) return undefined;
  return value.length === 0 ? ['nobody'] : value;
};
const moment: Show = (value) => {
  const at = Date.parse(String(value));
  return Number.isNaN(at)
    ? undefined
    : [new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })];
};

/** What becomes of mail to addresses that do not exist. */
const CATCH_ALL: Record<string, string> = { fail: 'refused', blackhole: 'silently discarded' };
const destination: Show = (value) =>
  typeof value === 'string'
    ? [Object.hasOwn(CATCH_ALL, value) ? (CATCH_ALL[value] ?? value) : `sent to ${value}`]
    : undefined;

/** "870 of 2,048 MB, 3 May 2026, 14:05". */
const lastSeen: Show = (value) => {
  const [used, quota, readAt] = value as [number, unknown, unknown];
  const of = typeof quota === 'number' && quota > 0 ? ` of ${formatNumber(quota)}` : '';
  const when = moment(readAt)?.[0];
  return [`${formatNumber(used)}${of} MB${when === undefined ? '' : `, ${when}`}`];
};

const always = (label: string) => () => label;
const counted = (label: string): Field => ({
  label: (action) => (action === 'domain.delete' ? `${label} gone` : label),
  show: ofNumber((value) => formatNumber(value)),
});

const FIELDS: Record<string, Field> = {
  domain: { label: (action) => (action.startsWith('pointer.') ? 'Points to' : undefined), show: text },
  type: { label: always('Kind'), show: text },
  mailHosting: { label: always('Mail hosting'), show: ofFlag('on', 'off') },
  mailboxes: counted('Mailboxes'),
  forwarders: counted('Forwarders'),
  pointers: counted('Pointers'),
  quotaMb: {
    label: always('Quota'),
    show: ofNumber((value) => (value <= 0 ? 'unlimited' : `${formatNumber(value)} MB`)),
  },
  usageMb: { label: always('Used'), show: ofNumber((value) => `${formatNumber(value)} MB`) },
  readAt: { label: always('Last read'), show: moment },
  sendLimit: {
    label: always('May send'),
    show: ofNumber((value) => (value <= 0 ? 'unlimited' : `${formatNumber(value)} per day`)),
  },
  suspended: { label: always('Suspended'), show: ofFlag('yes', 'no') },
  to: {
    label: (action) => (action === 'forwarder.delete' ? 'Forwarded to' : 'Forwards to'),
    show: list,
  },
  note: { label: always('Note'), show: text },
};

const plain: Show = (value) => {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'boolean') return [value ? 'on' : 'off'];
  if (typeof value === 'number') return [formatNumber(value)];
  return [typeof value === 'string' ? value : JSON.stringify(value)];
};

const isChange = (value: unknown): value is { before?: unknown; after?: unknown } =>
  isObject(value) &&
  Object.keys(value).length > 0 &&
  Object.keys(value).every((key) => key === 'before' || key === 'after');

function fact(label: string, value: unknown, show: Show): ChangeFact[] {
  const said: Show = (one) => show(one) ?? plain(one);
  if (!isChange(value)) {
    const words = said(value);
    return words === undefined ? [] : [{ label, value: words }];
  }
  const [before, after] = [said(value.before), said(value.after)];
  if (before === undefined && after === undefined) return [];
  return [{ label, ...(before && { before }), ...(after && { after }) }];
}

function factsOf(action: AuditAction, details: Details): ChangeFact[] {
  if (action === 'catchall.update') {
    const { before, after, domain: _, ...more } = details;
    return [
      ...fact('Mail to unknown addresses', { before, after }, destination),
      ...factsOf('domain.create', more),
    ];
  }
  if (action === 'mailbox.delete' && typeof details.usageMb === 'number') {
    const { usageMb, quotaMb, readAt, ...more } = details;
    return [
      ...fact('Last seen with', [usageMb, quotaMb, readAt], lastSeen),
      ...factsOf('mailbox.create', more),
    ];
  }
  return Object.entries(details).flatMap(([key, value]) => {
    if (key === 'subject') return [];
    if (key === 'settings' && isObject(value))
      return Object.entries(value).flatMap(([name, one]) => fact(wordsOfKey(name), one, plain));
    const field = Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined;
    if (field === undefined) return fact(wordsOfKey(key), value, plain);
    const label = field.label(action);
    return label === undefined ? [] : fact(label, value, field.show);
  });
}

const hasSubject = (value: unknown): value is Details & { subject: string } =>
  isObject(value) && typeof value.subject === 'string';

/** Undefined for events of other kinds, which have their own view. */
export function changesOf({ action, details }: Pick<AuditEvent, 'action' | 'details'>): Change[] | undefined {
  if (actionDefinition(action).monitor !== 'watch') return undefined;
  const { changes } = details;
  if (Array.isArray(changes) && changes.length > 0 && changes.every(hasSubject))
    return changes.map((one) => ({ subject: one.subject, facts: factsOf(action, one) }));
  return [{ subject: null, facts: factsOf(action, details) }];
}
