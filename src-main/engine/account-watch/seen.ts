import { canonicalDomain } from '../dns/names.ts';
import type {
  CatchAll,
  DomainInfo,
  ForwarderList,
  ListAnswer,
  MailboxList,
  PointerList,
  SpamList,
} from '../mxroute/api.ts';
import type { SeenList } from './compare-list.ts';
import { canonicalAddress, canonicalDestinations, canonicalEntry } from './names.ts';

/** MXroute's answers in the form in which they are compared and stored: one spelling, no order. */

/** Undefined = never told. Sizes in MB, 0 = unlimited. */
export interface MailboxFacts {
  quotaMb?: number | undefined;
  usageMb?: number | undefined;
  sendLimit?: number | undefined;
  suspended?: boolean | undefined;
}

/** `''`: MXroute did not say what kind. */
export type PointerType = string;

const skippedIn = ({ complete, skipped }: ListAnswer): number => (complete ? 0 : (skipped ?? 1));

export function seenMailboxes(list: MailboxList): SeenList<MailboxFacts> {
  const items = list.mailboxes.map((reading): [string, MailboxFacts] => {
    const key = canonicalAddress(reading.mailbox);
    const told = <T>(field: 'sendLimit' | 'suspended', value: T) =>
      reading.untold?.includes(field) ? undefined : value;
    return [
      key,
      {
        quotaMb: reading.quotaMb,
        usageMb: reading.usageMb,
        sendLimit: told('sendLimit', reading.sendLimit),
        suspended: told('suspended', reading.suspended),
      },
    ];
  });
  return { items: new Map(items), skipped: skippedIn(list) };
}

export const seenPointers = (list: PointerList): SeenList<PointerType> => ({
  items: new Map(list.pointers.map(({ pointer, type }) => [canonicalDomain(pointer), type ?? ''])),
  skipped: skippedIn(list),
});

export const seenForwarders = (list: ForwarderList): SeenList<string[]> => ({
  items: new Map(
    list.forwarders.map(({ forwarder, destinations }) => [
      canonicalAddress(forwarder),
      canonicalDestinations(destinations),
    ]),
  ),
  skipped: skippedIn(list),
});

export const seenEntries = (list: SpamList): SeenList<true> => ({
  items: new Map(list.entries.map((entry) => [canonicalEntry(entry), true])),
  skipped: skippedIn(list),
});

export const seenHosting = ({ mailHosting }: DomainInfo): boolean => mailHosting;

/** MXroute's word, or the address. */
export const seenCatchAll = (told: CatchAll): string =>
  told.type === 'address' ? canonicalAddress(told.address) : told.type;

/** Canonical name → as MXroute spells it, which is how it must be asked. */
export const seenDomains = (names: readonly string[]): SeenList<string> => ({
  items: new Map(names.map((name) => [canonicalDomain(name), name])),
  skipped: 0,
});
