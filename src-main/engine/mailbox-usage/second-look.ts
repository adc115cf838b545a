import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import { waitBeforeSecondLook } from '../doubt/doubt.ts';
import { untilConfirmable } from '../doubt/until-confirmable.ts';
import type { Clock } from '../ports.ts';
import type { Scan } from './scan.ts';
import type { Stored } from './store.ts';

export interface SecondLook {
  clock: Clock;
  signal: AbortSignal | undefined;
  /** Called when the wait begins. */
  onSecondLook: (() => void) | undefined;
  /** Reads the lists of just these domains. */
  read: (domains: readonly string[]) => Promise<Scan>;
  /** @param told what others have learned from the first one. @returns undefined: cancelled. */
  store: (scan: Scan, told: readonly AuditEvent[]) => Promise<Stored | undefined>;
  failed: (error: unknown) => void;
}

/**
 * Reads just the lists that are doubted once more, a minute after they were given, or longer where they are many. What
 * was stored stands, whatever comes of it: cancelled or failed, the doubt is left to the next run.
 * @param scan gets the lists as they are now.
 * @returns what both looks found.
 */
export async function lookAgain(
  scan: Scan,
  first: Stored,
  { clock, signal, onSecondLook, read, store, failed }: SecondLook,
): Promise<Stored> {
  const { doubted } = first;
  if (doubted.length === 0) return first;
  try {
    const given = doubted.map((domain) => scan.lists.get(domain)?.readAt ?? 0);
    const apart = waitBeforeSecondLook(scan.lists.size, doubted.length);
    onSecondLook?.();
    if (!(await untilConfirmable(clock, Math.max(...given), apart, signal))) return first;
    const again = await read(doubted);
    if (signal?.aborted) return first;
    const second = await store(again, first.others);
    if (!second) return first;
    for (const [domain, list] of again.lists) scan.lists.set(domain, list);
    const unread = doubted.filter((domain) => !again.lists.has(domain));
    return {
      events: [...first.events, ...second.events],
      others: [...first.others, ...second.others],
      doubted: [...unread, ...second.doubted],
      held: first.held,
    };
  } catch (error) {
    if (!signal?.aborted) failed(error);
    return first;
  }
}
