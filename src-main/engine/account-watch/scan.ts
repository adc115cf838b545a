import { canonicalDomain } from '../dns/names.ts';
import { listDomainsSurely } from '../doubt/domain-list.ts';
import { isSudden } from '../doubt/doubt.ts';
import type { ScanOptions } from '../monitor.ts';
import { type AccountApi, MxrouteError, type MxrouteErrorCode, type RequestOptions } from '../mxroute/api.ts';
import type { Clock } from '../ports.ts';
import type { SeenList } from './compare-list.ts';
import { ACCOUNT_FACETS, DOMAIN_FACETS, type FacetName, type Sighting } from './diff.ts';
import { createReadings } from './readings.ts';
import { seenDomains } from './seen.ts';

/** Enough to keep the request budget's queue filled; the budget itself decides what goes. */
const ASKED_AT_ONCE = 8;
/** So many failures of one facet in a row mean that MXroute does not give it: the rest of it is left as it was. */
const FAILURES_IN_A_ROW = 5;
/** About one domain, and not about MXroute as a whole. */
const isParticular = (code: MxrouteErrorCode): boolean =>
  code === 'not_found' || code === 'malformed' || code === 'rejected';
/** The account's lists are the same through every domain: so many are tried. */
const DOMAINS_TRIED = 3;
const CONSUMER = 'watch';

/** What one pass over the account brought; nothing is judged or stored yet. */
export interface Scan {
  /** Undefined where only some domains were asked for. */
  domains: SeenList<string> | undefined;
  /** When the list of domains was given. */
  domainsAt: number;
  sightings: Sighting[];
  /** How many domains were looked at. */
  looked: number;
  /** Domain (`''`: the account's lists) → why something of it could not be read. */
  failed: Map<string, MxrouteError>;
  problems: string[];
  /** Why MXroute has given nothing any more since; the rest is for later. */
  stopped: MxrouteError | undefined;
}

export interface ScanMeans extends ScanOptions {
  api: AccountApi;
  clock: Clock;
  /** Called for each request that goes out. */
  sent: () => void;
  /** What is known: canonical name → as MXroute spells it. */
  known: ReadonlyMap<string, string>;
  /** An answer that need not be asked for: of a scan that was cut off. */
  kept: (domain: string, facet: FacetName) => Sighting | undefined;
  keep: (sighting: Sighting) => void;
  /** What another monitor has just seen to. */
  isSpared: (domain: string, facet: FacetName) => boolean;
}

/** A whole scan is more than a click: it leaves the reserve to others, whoever asked for it. */
export const requestOf = ({ priority, only, signal }: ScanOptions): RequestOptions => ({
  priority: only ? priority : 'watch',
  consumer: CONSUMER,
  ...(signal ? { signal } : {}),
});

/**
 * GET /domains (unless `only` names them), six reads per domain, two lists of the account's.
 * @throws MxrouteError where the list of domains could not be read, nothing else could either, or `cancelled`.
 */
export async function scanAccount(means: ScanMeans): Promise<Scan> {
  const { api, onProgress, only, clock } = means;
  const request = { ...requestOf(means), onSent: means.sent };
  const listed = only ? undefined : await listDomains(means, request);
  const domains = listed ? listed.items : chosen(only ?? [], means.known);
  const scan: Scan = {
    domains: listed,
    domainsAt: clock.now(),
    sightings: [],
    looked: domains.size,
    failed: new Map(),
    problems: [],
    stopped: undefined,
  };
  const readings = createReadings(api, request, (problems) => scan.problems.push(...problems));
  const failures = new Map<FacetName, { inARow: number; last: MxrouteError }>();
  const asked = new Set<FacetName>();
  let done = 0;

  /** @param through the domain to ask, as MXroute spells it. */
  async function look(domain: string, facet: FacetName, through: string): Promise<MxrouteError | undefined> {
    if (means.isSpared(domain, facet)) return undefined;
    const kept = means.kept(domain, facet);
    if (kept) {
      scan.sightings.push(kept);
      return undefined;
    }
    const before = failures.get(facet);
    if (before && isGivenUp(before)) return before.last;
    asked.add(facet);
    try {
      const { seen, at } = await readings(facet, through);
      const sighting: Sighting = { domain, facet, seen, at: at ?? clock.now() };
      failures.delete(facet);
      scan.sightings.push(sighting);
      means.keep(sighting);
      return undefined;
    } catch (error) {
      if (!(error instanceof MxrouteError) || error.code === 'cancelled') throw error;
      if (!isParticular(error.code))
        failures.set(facet, { inARow: (failures.get(facet)?.inARow ?? 0) + 1, last: error });
      return error;
    }
  }

  function failed(domain: string, error: MxrouteError | undefined): void {
    if (error && !scan.failed.has(domain)) scan.failed.set(domain, error);
  }

  async function lookAtLists(): Promise<void> {
    for (const facet of ACCOUNT_FACETS) {
      let error: MxrouteError | undefined;
      for (const name of [...domains.values()].slice(0, DOMAINS_TRIED)) {
        error = await look('', facet, name);
        if (!error) break;
      }
      failed('', error);
    }
  }

  /** One facet that MXroute never gives is a fault of that facet; nothing at all of some domain is more. */
  function whyStopped(): MxrouteError | undefined {
    const seen = new Set(scan.sightings.map(({ domain }) => domain));
    if ([...domains.keys()].every((domain) => seen.has(domain))) return undefined;
    const states = DOMAIN_FACETS.filter((facet) => asked.has(facet)).map((facet) => failures.get(facet));
    return states.every((state) => state && isGivenUp(state)) ? states[0]?.last : undefined;
  }

  const queue = domains.entries();
  async function work(): Promise<void> {
    for (const [domain, name] of queue) {
      for (const facet of DOMAIN_FACETS) failed(domain, await look(domain, facet, name));
      // Kept answers wait for nothing: hundreds of them must not hold up everything else.
      await new Promise((resolve) => setImmediate(resolve));
      onProgress?.(++done, domains.size, domain);
    }
  }

  onProgress?.(0, domains.size, null);
  if (!only) await lookAtLists();
  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, work));
  scan.stopped = whyStopped();
  const [firstFailure] = scan.failed.values();
  if (firstFailure && scan.sightings.length === 0) throw firstFailure;
  return scan;
}

const listDomains = ({ api, clock, signal, known, priority }: ScanMeans, request: RequestOptions) =>
  listDomainsSurely({
    ...{ clock, signal, isDoubtful: isSudden },
    list: async () => seenDomains(await api.listDomains({ ...request, priority })),
    namesIn: ({ items }) => items.keys(),
    known: [...known.keys()],
  });

const isGivenUp = ({ inARow }: { inARow: number }): boolean => inARow >= FAILURES_IN_A_ROW;

/** The window shows international names in Unicode; MXroute must be asked as it spells them itself. */
function chosen(only: readonly string[], known: ReadonlyMap<string, string>): Map<string, string> {
  const names = only.map(canonicalDomain).flatMap((domain): [string, string][] => {
    const spelled = known.get(domain);
    return spelled === undefined ? [] : [[domain, spelled]];
  });
  return new Map(names);
}
