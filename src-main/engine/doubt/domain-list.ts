import type { Clock } from '../ports.ts';
import { APART_MS } from './doubt.ts';
import { untilConfirmable } from './until-confirmable.ts';

interface DomainListing<T> {
  clock: Clock;
  signal: AbortSignal | undefined;
  /** Called when the wait begins. */
  onSecondLook: (() => void) | undefined;
  list: () => Promise<T>;
  /** The names that an answer has, spelled as those that are known. */
  namesIn: (listed: T) => Iterable<string>;
  /** None: nothing can be missing. */
  known: readonly string[];
}

/**
 * The account's domains, asked for once more after a minute where some are missing: everything else hangs on that list,
 * so the scan begins with the newer answer, whatever it says. Where that one leaves out too many (doubt.ts), they are
 * still held until the next scan finds the same.
 * @throws what `list` throws.
 */
export async function listDomainsSurely<T>(options: DomainListing<T>): Promise<T> {
  const { clock, signal, onSecondLook, list, namesIn, known } = options;
  const first = await list();
  const listed = new Set(namesIn(first));
  if (known.every((domain) => listed.has(domain))) return first;
  onSecondLook?.();
  return (await untilConfirmable(clock, clock.now(), APART_MS, signal)) ? list() : first;
}
