import type { AuditEvent } from '../../../src-shared/audit-event.ts';

/**
 * What a search of the log looks into: label (as this version words it), subject, actor, and the names in the
 * details. Numbers, records and sentences in the details are not searched.
 */
export type SearchedParts = Pick<AuditEvent, 'target' | 'actor' | 'details'>;

/** Keys under which details name domains, mailboxes, destinations and the alert that something is about. */
const NAMING = new Set(['domain', 'mailbox', 'subject', 'to', 'host', 'alert', 'name', 'pointer']);

/** Nearly all there is; a tenth of the work. */
const PLAIN = /^[ -~]*$/;

/**
 * For comparing without regard to case, also where it has several letters (`ß`, `SS`) or forms (`σ`, `ς`). Accents
 * count; how they are encoded does not.
 */
export const fold = (text: string): string =>
  PLAIN.test(text)
    ? text.toLowerCase()
    : text.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC');

/** What a person typed: folded, blanks at its ends left out. Empty: no search. */
export const foldNeedle = (text: string): string => fold(text).trim();

/** Each text that an event can be found by, folded, once. Its label is not among them: see the search. */
export function searchTermsOf({ target, actor, details }: SearchedParts): string[] {
  const found = new Set<string>();
  for (const text of [target, actor, ...namesIn(details)]) {
    const folded = fold(text);
    if (folded !== '') found.add(folded);
  }
  return [...found];
}

/** Whether the event itself, but for its label, contains the folded text. */
export function isFoundBy(needle: string, { target, actor, details }: SearchedParts): boolean {
  const has = (text: string) => fold(text).includes(needle);
  if (has(target) || has(actor)) return true;
  for (const name of namesIn(details)) if (has(name)) return true;
  return false;
}

function* namesIn(value: unknown, isNamed = false): Generator<string> {
  if (typeof value === 'string') {
    if (isNamed) yield value;
  } else if (Array.isArray(value)) {
    for (const item of value) yield* namesIn(item, isNamed);
  } else if (typeof value === 'object' && value !== null) {
    // Below `to: { before, after }` everything is a name.
    for (const [key, item] of Object.entries(value)) yield* namesIn(item, isNamed || NAMING.has(key));
  }
}
