import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { canonicalDomain } from '../dns/names.ts';
import { doubtedLists, heldDomains } from '../doubt/wording.ts';
import type { Scan } from './scan.ts';

const NAMED_DOMAINS = 3;

export interface Found {
  events: readonly AuditEvent[];
  /** Lists, and domains, in or of which something is missing that is not believed yet. */
  doubted: number;
  held: number;
}

/** One sentence or two about a run: "40 mailboxes in 12 domains read. 1 domain could not be read: …". */
export function summarize(scan: Scan, { events, doubted, held }: Found): string {
  const mailboxes = [...scan.lists.values()].reduce((sum, list) => sum + list.mailboxes.length, 0);
  const read = `${count(mailboxes, 'mailbox', 'mailboxes')} in ${count(scan.lists.size, 'domain', 'domains')} read`;
  const alerts = events.filter(({ action }) => action.endsWith('_alert')).length;
  const recoveries = events.length - alerts;
  const news = [
    alerts > 0 ? count(alerts, 'alert', 'alerts') : '',
    recoveries > 0 ? count(recoveries, 'recovery', 'recoveries') : '',
  ].filter(Boolean);
  const sentences = [`${[read, ...news].join(', ')}.`, heldDomains(held), doubtedLists(doubted)];
  return [...sentences, unreadable(scan)].filter(Boolean).join(' ');
}

function unreadable({ failed, unread }: Scan): string {
  const [first] = [...unread.values(), ...failed.values()];
  if (!first) return '';
  if (unread.size > 0) {
    const left = count(failed.size + unread.size, 'domain is', 'domains are');
    return `${left} still to be read: ${first.message}`;
  }
  const names = [...failed.keys()].slice(0, NAMED_DOMAINS).map(canonicalDomain).join(', ');
  const more = failed.size > NAMED_DOMAINS ? ` and ${failed.size - NAMED_DOMAINS} more` : '';
  const stays = failed.size === 1 ? 'stays as it was' : 'stay as they were';
  return `${count(failed.size, 'domain', 'domains')} could not be read and ${stays} (${names}${more}): ${first.message}`;
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;
