import type { AccountApi, ListAnswer, RequestOptions } from '../mxroute/api.ts';
import type { FacetName, SeenByFacet } from './diff.ts';
import {
  seenCatchAll,
  seenEntries,
  seenForwarders,
  seenHosting,
  seenMailboxes,
  seenPointers,
} from './seen.ts';

interface Reading<S> {
  seen: S;
  /** When MXroute gave it, where the answer tells. */
  at?: number;
}

type Readers = { [F in FacetName]: (domain: string) => Promise<Reading<SeenByFacet[F]>> };

/** One request per facet. @param oddities told with each list that has some. */
export function createReadings(
  api: AccountApi,
  request: RequestOptions,
  oddities: (problems: readonly string[]) => void,
) {
  const list = async <L extends ListAnswer, S>(
    answer: Promise<L>,
    see: (list: L) => S,
  ): Promise<Reading<S>> => {
    const told = await answer;
    oddities(told.problems);
    return { seen: see(told) };
  };
  const readers: Readers = {
    hosting: async (domain) => ({ seen: seenHosting(await api.getDomain(domain, request)) }),
    pointers: (domain) => list(api.getPointers(domain, request), seenPointers),
    forwarders: (domain) => list(api.listForwarders(domain, request), seenForwarders),
    catchAll: async (domain) => ({ seen: seenCatchAll(await api.getCatchAll(domain, request)) }),
    spam: async (domain) => ({ seen: (await api.getSpamSettings(domain, request)).highScore }),
    async mailboxes(domain) {
      const told = await api.listMailboxes(domain, request);
      oddities(told.problems);
      return { seen: seenMailboxes(told), at: told.readAt };
    },
    whitelist: (domain) => list(api.listWhitelist(domain, request), seenEntries),
    blacklist: (domain) => list(api.listBlacklist(domain, request), seenEntries),
  };
  return <F extends FacetName>(facet: F, domain: string): Promise<Reading<SeenByFacet[F]>> =>
    readers[facet](domain);
}
