import type { MxrouteError, MxrouteErrorCode } from '../mxroute/api.ts';
import type { FacetName } from './diff.ts';

/** So many failures of one facet in a row mean that MXroute does not give it: the rest of it is left as it was. */
const FAILURES_IN_A_ROW = 5;

/** About one domain, and not about MXroute as a whole. */
const isParticular = (code: MxrouteErrorCode): boolean =>
  code === 'not_found' || code === 'malformed' || code === 'rejected';

/** What could not be read in one scan, and which facets are not worth asking for any more. */
export function createFacetFailures() {
  const inARow = new Map<FacetName, { count: number; last: MxrouteError }>();
  const unread = new Map<string, { domain: string; error: MxrouteError }>();
  const keyOf = (domain: string, facet: FacetName) => `${facet} ${domain}`;

  return {
    read(domain: string, facet: FacetName): void {
      inARow.delete(facet);
      unread.delete(keyOf(domain, facet));
    },
    failed(domain: string, facet: FacetName, error: MxrouteError): void {
      unread.set(keyOf(domain, facet), { domain, error });
      if (!isParticular(error.code))
        inARow.set(facet, { count: (inARow.get(facet)?.count ?? 0) + 1, last: error });
    },
    /** Not asked for, because its facet is given up for this reason. */
    leftOut(domain: string, facet: FacetName, error: MxrouteError): void {
      unread.set(keyOf(domain, facet), { domain, error });
    },
    /** Why the facet is given up; undefined: it is not. */
    givenUp(facet: FacetName): MxrouteError | undefined {
      const state = inARow.get(facet);
      return state && state.count >= FAILURES_IN_A_ROW ? state.last : undefined;
    },
    /** It gets another chance. */
    forgive: (facet: FacetName): void => void inARow.delete(facet),
    /** Domain (`''`: the account's lists) → why something of it could not be read, the first reason of each. */
    byDomain(): Map<string, MxrouteError> {
      const first = new Map<string, MxrouteError>();
      for (const { domain, error } of unread.values()) if (!first.has(domain)) first.set(domain, error);
      return first;
    },
  };
}
