import type { Clock } from '../ports.ts';
import { APART_MS } from './doubt.ts';
import { untilConfirmable } from './until-confirmable.ts';

interface DomainListing<T> {
  clock: Clock;
  signal: AbortSignal | undefined;
  list: () => Promise<T>;
  /** The names that an answer has, spelled as those that are known. */
  namesIn: (listed: T) => Iterable<string>;
  known: readonly string[];
  /** doubt.ts: isSudden or isCutShort. */
  isDoubtful: (before: number, gone: number) => boolean;
}

/**
 * The account's domains, asked for once more after a minute where too many of them are missing: everything else hangs on
 * that list, so the scan begins with the newer answer, whatever it says. What that one leaves out is still held until
 * the next scan finds the same.
 * @throws what `list` throws.
 */
export async function listDomainsSurely<T>(options: DomainListing<T>): Promise<T> {
  const { clock, signal, list, namesIn, known, isDoubtful } = options;
  const first = await list();
  const listed = new Set(namesIn(first));
  const gone = known.filter((domain) => !listed.has(domain)).length;
  if (!isDoubtful(known.length, gone)) return first;
  return (await untilConfirmable(clock, clock.now(), APART_MS, signal)) ? list() : first;
}
