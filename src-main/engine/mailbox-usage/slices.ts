import type { MailboxReading } from '../../../src-shared/mailbox-usage.ts';
import type { MailboxList } from '../mxroute/api.ts';

/** A list, or so much of a long one as is stored at once. */
export interface Part {
  /** As MXroute spells it. */
  domain: string;
  list: MailboxList;
  mailboxes: readonly MailboxReading[];
  /** No more of the list follows. */
  isLast: boolean;
}

/** A list costs something by itself, however short it is. */
const COST_OF_LIST = 5;

/**
 * Lists, cut into slices that cost about the same to store.
 * @param size in mailboxes.
 */
export function* slicesOf(lists: Iterable<[string, MailboxList]>, size: number): Generator<Part[]> {
  let slice: Part[] = [];
  let cost = 0;
  for (const [domain, list] of lists) {
    const { mailboxes } = list;
    for (let from = 0; from === 0 || from < mailboxes.length; from += size) {
      const part = mailboxes.slice(from, from + size);
      slice.push({ domain, list, mailboxes: part, isLast: from + size >= mailboxes.length });
      cost += COST_OF_LIST + part.length;
      if (cost < size) continue;
      yield slice;
      slice = [];
      cost = 0;
    }
  }
  if (slice.length > 0) yield slice;
}
