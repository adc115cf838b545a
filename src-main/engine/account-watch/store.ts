import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { AuditLog } from '../audit/entry.ts';
import type { Clock } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import { createAssessment } from './assessment.ts';
import type { SeenList } from './compare-list.ts';
import { COUNTED, contentsOf } from './contents.ts';
import { DOMAIN_FACETS, DOMAINS, type FacetName, RULES, type Sighting } from './diff.ts';
import { recordChanges } from './events.ts';
import { createInventory } from './repository.ts';
import type { Change, Verdict } from './rule.ts';

export interface WatchStoreOptions {
  db: Db;
  accountId: string;
  /** Whose account it is, `user at server`: another one's things are neither new nor deleted. */
  login: string;
  audit: AuditLog;
  clock: Pick<Clock, 'now'>;
  /** Throws once the account has another login (accounts/same-login.ts): its answers then come too late. */
  assertCurrent: () => void;
}

/** What a whole scan found. */
export interface Findings {
  domains: SeenList<string>;
  domainsAt: number;
  sightings: readonly Sighting[];
}

/** Something is missing in it that is not believed to be gone yet. */
export interface DoubtedList {
  domain: string;
  facet: FacetName;
  /** When MXroute gave it. */
  at: number;
}

export interface Outcome {
  /** There was no inventory before: all of this is the baseline. */
  baseline: boolean;
  changes: Change[];
  doubted: DoubtedList[];
  /** How many domains are missing that are not believed to be gone yet. */
  held: number;
  events: AuditEvent[];
}

/** So much is stored per turn of the event loop: a few milliseconds. */
const DOMAINS_PER_TURN = 10;

/**
 * Judges answers by the inventory and stores both. What has not changed is stored bit by bit; everything that has, its
 * events and the end of the scan are one transaction. So a kill at any instant leaves each change either told and
 * stored, or neither, and many of one kind are still one event.
 */
export function createWatchStore({ db, accountId, login, audit, clock, assertCurrent }: WatchStoreOptions) {
  const inventory = createInventory(db, accountId);
  const { ownDomains, domains, verdictOn } = createAssessment(inventory, login, () => clock.now());
  const save = ({ domain, facet }: Sighting, { next }: Verdict) => inventory.save(domain, facet, next);

  /** Stores what has not changed. @returns the rest. */
  const storeQuiet = db.transaction((sightings: readonly Sighting[]) => {
    assertCurrent();
    const known = domains();
    const doubted: DoubtedList[] = [];
    const loud = sightings.filter((sighting) => {
      const verdict = verdictOn(sighting, known);
      if (!verdict) return false;
      const { domain, facet, at } = sighting;
      if (verdict.doubted) doubted.push({ domain, facet, at });
      if (verdict.changes.length > 0) return true;
      save(sighting, verdict);
      return false;
    });
    return { loud, doubted };
  });

  function storeLoud(sightings: readonly Sighting[], onDoubt?: (domain: string) => void): Change[] {
    const known = domains();
    return sightings.flatMap((sighting) => {
      const verdict = verdictOn(sighting, known);
      if (!verdict) return [];
      save(sighting, verdict);
      if (verdict.doubted) onDoubt?.(sighting.domain);
      return verdict.changes;
    });
  }

  const beginAnew = db.transaction(() => {
    assertCurrent();
    inventory.clear();
  });

  const storeAtOnce = db.transaction((loud: readonly Sighting[], told: readonly AuditEvent[]) => {
    assertCurrent();
    const changes = storeLoud(loud);
    return { changes, events: recordChanges(changes, audit, accountId, told) };
  });

  const finish = db.transaction((findings: Findings, loud: readonly Sighting[], ended: () => void) => {
    assertCurrent();
    const before = ownDomains();
    const { next, changes, doubted } = DOMAINS.judge('', before, findings.domains, findings.domainsAt);
    const all = [...changes.map((change) => withContents(change, findings.sightings)), ...storeLoud(loud)];
    inventory.save('', 'domains', next);
    inventory.save('', 'login', { value: login, readAt: findings.domainsAt, doubtedAt: null });
    ended();
    const held = doubted ? (DOMAINS.items(next)?.size ?? 0) - findings.domains.items.size : 0;
    return { changes: all, held, events: recordChanges(all, audit, accountId) };
  });

  /** A domain that came is told with what is in it, one that went with what went with it; that is then forgotten. */
  function withContents(change: Change, sightings: readonly Sighting[]): Change {
    const domain = change.subject;
    if (change.action === 'domain.create') return { ...change, facts: contentsOf(domain, sightings) };
    const counts = Object.fromEntries(
      COUNTED.map((facet) => [facet, RULES[facet].items(inventory.get(domain, facet))?.size]),
    );
    inventory.dropDomain(domain);
    return { ...change, facts: counts };
  }

  return {
    domains,

    /** Readings of a clock that was ahead would overtake those of this scan, should it end after them. */
    begin: (): void => inventory.notAfter(clock.now()),

    /** A whole scan. @param ended called inside its last transaction. */
    async storeScan(findings: Findings, ended: () => void): Promise<Outcome> {
      const baseline = domains() === undefined;
      if (baseline) beginAnew.immediate();
      const { loud, doubted } = await storeInTurns(findings.sightings);
      const finished = finish.immediate(findings, loud, ended);
      return { ...finished, baseline, doubted };
    },

    /** Some domains of those that are known. @param told what the same scan has told before. */
    async storeSome(sightings: readonly Sighting[], told: readonly AuditEvent[] = []): Promise<Outcome> {
      const { loud, doubted } = await storeInTurns(sightings);
      const { changes, events } = storeAtOnce.immediate(loud, told);
      return { baseline: false, changes, doubted, held: 0, events };
    },

    /** Belongs into a transaction. @returns what has changed, which is left to `storeWithin`, and what is doubted. */
    storeQuietWithin: (sightings: readonly Sighting[]) => storeQuiet(sightings),

    /** Belongs into a transaction. @param told what the same scan has told before. */
    storeWithin: (
      sightings: readonly Sighting[],
      onDoubt: (domain: string) => void,
      told: readonly AuditEvent[],
    ): AuditEvent[] => recordChanges(storeLoud(sightings, onDoubt), audit, accountId, told),
  };

  async function storeInTurns(sightings: readonly Sighting[]) {
    const loud: Sighting[] = [];
    const doubted: DoubtedList[] = [];
    const perTurn = DOMAINS_PER_TURN * DOMAIN_FACETS.length;
    for (let from = 0; from < sightings.length; from += perTurn) {
      const stored = storeQuiet.immediate(sightings.slice(from, from + perTurn));
      loud.push(...stored.loud);
      doubted.push(...stored.doubted);
      await nextTurn();
    }
    return { loud, doubted };
  }
}

export type WatchStore = ReturnType<typeof createWatchStore>;
