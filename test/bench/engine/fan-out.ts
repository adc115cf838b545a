import { atMost, count, exactly, type Figure, known, seconds, times } from '../figure.ts';
import type { Arrival } from '../helpers/receiver-process.ts';
import { startDelivery } from './delivery.ts';

const ALERTS = 1_000;
const TARGETS = 10;
const AT_A_TIME = 50;
const ROUNDS = 2;

interface Run {
  durationMs: number;
  /** Different alerts that arrived, over all living targets. */
  arrived: number;
  /** Alerts that came more than once to a target. */
  repeated: number;
  requests: number;
}

/** 1,000 alerts to nine living targets, with and without a tenth that takes connections and never answers. */
export async function fanOut(): Promise<Figure> {
  const living = Array.from({ length: TARGETS - 1 }, (_, index) => `/living/${index}`);
  const without: Run[] = [];
  const withDead: Run[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    without.push(await run(living, [], false));
    withDead.push(await run(living, ['/hang'], false));
  }
  const joined = await run(living, ['/hang'], true);
  const alone = fastest(without);
  const beside = fastest(withDead);
  const sum = (field: 'arrived' | 'repeated') =>
    withDead.reduce((total, each) => total + each[field], 0) / ROUNDS;
  return {
    title: '1,000 alerts × 10 targets, one of them dead',
    how: `Until the last request of the nine living targets has arrived; the dead one accepts connections and never answers. Compared with nine targets alone: ${ROUNDS} runs of each in turn, the faster of each counts. Each alert alone, but for the last rows: those with digests, as it is unless a person switches that off.`,
    rows: [
      known('nine targets alone', seconds(alone)),
      atMost('the same nine beside a dead one', beside / alone, 1.15, {
        format: times,
        shown: `${seconds(beside)} = ${times(beside / alone)}`,
      }),
      exactly('alerts that reached the living targets', sum('arrived'), ALERTS * living.length, {
        format: count,
      }),
      exactly('sent twice', sum('repeated'), 0, { format: count }),
      known('with digests, beside the dead one', seconds(joined.durationMs)),
      known('with digests, messages to each of the nine', count(joined.requests / living.length)),
      exactly(
        'with digests, alerts that reached the living targets',
        joined.arrived,
        ALERTS * living.length,
        {
          format: count,
        },
      ),
      exactly('with digests, sent twice', joined.repeated, 0, { format: count }),
    ],
  };
}

const fastest = (runs: readonly Run[]): number => Math.min(...runs.map(({ durationMs }) => durationMs));

async function run(living: string[], dead: string[], digest: boolean): Promise<Run> {
  const bench = await startDelivery(digest);
  try {
    for (const path of [...living, ...dead]) await bench.addTarget(path);
    await bench.engine.parts.notifications.deliveryEngine();
    const expected = ALERTS * living.length;
    const all = bench.receiver.ask<Arrival[]>('waitFor', { prefix: '/living/', count: expected });
    const startedAt = process.hrtime.bigint();
    for (let from = 0; from < ALERTS; from += AT_A_TIME) {
      bench.alerts(from, from + AT_A_TIME);
      await new Promise((turn) => setImmediate(turn));
    }
    const arrivals = await all;
    const last = arrivals.reduce((latest, { at }) => (at > latest ? at : latest), 0n);
    const different = new Set(arrivals.map(({ path, number }) => `${path} ${number}`)).size;
    return {
      durationMs: Number(last - startedAt) / 1e6,
      arrived: different,
      repeated: arrivals.length - different,
      requests: new Set(arrivals.map(({ request }) => request)).size,
    };
  } finally {
    await bench.close();
  }
}
