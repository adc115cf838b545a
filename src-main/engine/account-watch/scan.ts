import { setImmediate as nextTurn } from 'node:timers/promises';
import { canonicalDomain } from '../dns/names.ts';
import { listDomainsSurely } from '../doubt/domain-list.ts';
import type { ScanOptions } from '../monitor.ts';
import { type AccountApi, MxrouteError, type RequestOptions } from '../mxroute/api.ts';
import type { Clock } from '../ports.ts';
import type { SeenList } from './compare-list.ts';
import { ACCOUNT_FACETS, DOMAIN_FACETS, type FacetName, type Sighting } from './diff.ts';
import { createFacetFailures } from './facet-failures.ts';
import { createReadings } from './readings.ts';
import { seenDomains } from './seen.ts';

/** Enough to keep the request budget's queue filled; the budget itself decides what goes. */
const ASKED_AT_ONCE = 8;
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
  const failures = createFacetFailures();
  /** Not asked for, because their facets were given up. */
  const leftOut: Question[] = [];
  let done = 0;

  /** @returns whether there is an answer, or none is needed. */
  async function look(question: Question): Promise<boolean> {
    const { domain, facet, through } = question;
    if (means.isSpared(domain, facet)) return true;
    const kept = means.kept(domain, facet);
    if (kept) {
      scan.sightings.push(kept);
      return true;
    }
    const reason = failures.givenUp(facet);
    if (reason) {
      leftOut.push(question);
      failures.leftOut(domain, facet, reason);
      return false;
    }
    try {
      const { seen, at } = await readings(facet, through);
      const sighting: Sighting = { domain, facet, seen, at: at ?? clock.now() };
      failures.read(domain, facet);
      scan.sightings.push(sighting);
      means.keep(sighting);
      return true;
    } catch (error) {
      if (!(error instanceof MxrouteError) || error.code === 'cancelled') throw error;
      failures.failed(domain, facet, error);
      return false;
    }
  }

  async function lookAtLists(): Promise<void> {
    for (const facet of ACCOUNT_FACETS)
      for (const through of [...domains.values()].slice(0, DOMAINS_TRIED))
        if (await look({ domain: '', facet, through })) break;
  }

  const queue = domains.entries();
  async function lookAtDomains(): Promise<void> {
    for (const [domain, through] of queue) {
      for (const facet of DOMAIN_FACETS) await look({ domain, facet, through });
      // Kept answers wait for nothing: hundreds of them must not hold up everything else.
      await nextTurn();
      onProgress?.(++done, domains.size, domain);
    }
  }

  /** One facet that MXroute never gives is a fault of that facet; nothing at all of some domain is more. */
  function whyStopped(): MxrouteError | undefined {
    const seen = new Set(scan.sightings.map(({ domain }) => domain));
    const unseen = [...domains.keys()].filter((domain) => !seen.has(domain));
    if (unseen.length === 0) return undefined;
    const isWanted = (facet: FacetName) => unseen.some((domain) => !means.isSpared(domain, facet));
    const reasons = DOMAIN_FACETS.filter(isWanted).map((facet) => failures.givenUp(facet));
    return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
  }

  /** What made a facet fail five times may be over by now; if it is not, five more failures end it. */
  async function makeUp(): Promise<void> {
    const questions = leftOut.splice(0);
    for (const { facet } of questions) failures.forgive(facet);
    const rest = questions.values();
    await atOnce(async () => {
      for (const question of rest) await look(question);
    });
  }

  onProgress?.(0, domains.size, null);
  if (!only) await lookAtLists();
  await atOnce(lookAtDomains);
  scan.stopped = whyStopped();
  if (!scan.stopped) await makeUp();
  scan.failed = failures.byDomain();
  const [firstFailure] = scan.failed.values();
  if (firstFailure && scan.sightings.length === 0) throw firstFailure;
  return scan;
}

interface Question {
  domain: string;
  facet: FacetName;
  /** The domain to ask, as MXroute spells it. */
  through: string;
}

const atOnce = (work: () => Promise<void>): Promise<unknown> =>
  Promise.all(Array.from({ length: ASKED_AT_ONCE }, work));

const listDomains = (
  { api, clock, signal, onSecondLook, known, priority }: ScanMeans,
  request: RequestOptions,
) =>
  listDomainsSurely({
    ...{ clock, signal, onSecondLook },
    list: async () => seenDomains(await api.listDomains({ ...request, priority })),
    namesIn: ({ items }) => items.keys(),
    known: [...known.keys()],
  });

/** The window shows international names in Unicode; MXroute must be asked as it spells them itself. */
function chosen(only: readonly string[], known: ReadonlyMap<string, string>): Map<string, string> {
  const names = only.map(canonicalDomain).flatMap((domain): [string, string][] => {
    const spelled = known.get(domain);
    return spelled === undefined ? [] : [[domain, spelled]];
  });
  return new Map(names);
}
