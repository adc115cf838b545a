import { waitBeforeSecondLook } from '../doubt/doubt.ts';
import { untilConfirmable } from '../doubt/until-confirmable.ts';
import { type AccountApi, MxrouteError, type RequestOptions } from '../mxroute/api.ts';
import type { Clock } from '../ports.ts';
import type { FacetName, Sighting } from './diff.ts';
import { createReadings } from './readings.ts';
import type { DoubtedList, Outcome, WatchStore } from './store.ts';

const ASKED_AT_ONCE = 8;
/** So many failures mean that MXroute is gone: what is doubted is left to the next run. */
const MOST_FAILURES = 5;

export interface SecondLook {
  api: AccountApi;
  request: RequestOptions;
  store: Pick<WatchStore, 'domains' | 'storeSome'>;
  clock: Clock;
  /** Called when the wait begins. */
  onSecondLook: (() => void) | undefined;
  oddities: (problems: readonly string[]) => void;
}

/**
 * Reads just the lists that are doubted once more, a minute after they were given, or longer where they are many: who
 * deletes something is told of within the run, and a hiccup of MXroute's is told to nobody. What was stored stands,
 * whatever comes of it.
 * @returns what both looks found.
 * @throws what stands in the way of storing the second one.
 */
export async function lookAgain(first: Outcome, means: SecondLook): Promise<Outcome> {
  const { doubted } = first;
  const { request, store, clock } = means;
  if (doubted.length === 0) return first;
  const given = Math.max(...doubted.map(({ at }) => at));
  const apart = waitBeforeSecondLook(
    store.domains()?.size ?? 0,
    new Set(doubted.map(({ domain }) => domain)).size,
  );
  means.onSecondLook?.();
  if (!(await untilConfirmable(clock, given, apart, request.signal))) return first;
  const sightings = await readAgain(doubted, means);
  if (sightings.length === 0 || request.signal?.aborted) return first;
  const second = await store.storeSome(sightings, first.events);
  const isRead = (list: DoubtedList) =>
    sightings.some(({ domain, facet }) => domain === list.domain && facet === list.facet);
  return {
    ...first,
    changes: [...first.changes, ...second.changes],
    events: [...first.events, ...second.events],
    doubted: [...doubted.filter((list) => !isRead(list)), ...second.doubted],
  };
}

async function readAgain(
  doubted: readonly DoubtedList[],
  { api, request, store, clock, oddities }: SecondLook,
): Promise<Sighting[]> {
  const names = store.domains() ?? new Map<string, string>();
  const readings = createReadings(api, request, oddities);
  const sightings: Sighting[] = [];
  let failures = 0;
  const queue = doubted.values();

  async function read(domain: string, facet: FacetName, name: string): Promise<Sighting | undefined> {
    try {
      const { seen, at } = await readings(facet, name);
      return { domain, facet, seen, at: at ?? clock.now() };
    } catch (error) {
      if (!(error instanceof MxrouteError)) throw error;
      failures++;
      return undefined;
    }
  }

  async function work(): Promise<void> {
    for (const { domain, facet } of queue) {
      const own = names.get(domain);
      // The account's lists are the same through every domain, and some of them may not give them.
      const through = domain === '' ? [...names.values()] : own === undefined ? [] : [own];
      for (const name of through) {
        if (failures >= MOST_FAILURES) return;
        const sighting = await read(domain, facet, name);
        if (!sighting) continue;
        sightings.push(sighting);
        break;
      }
    }
  }
  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, work));
  return sightings;
}
