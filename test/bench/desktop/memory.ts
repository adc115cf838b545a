import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, type Figure, known, megabytes, times } from '../figure.ts';
import { median, spread } from '../statistics.ts';
import { type Apps, type Which, withApps } from './our-app.ts';
import { isMeasurable, memoryOf, type Share } from './processes.ts';

const ROUNDS = 3;
/** How long the window stays open, and how long everything then has to come to rest. */
const OPEN_MS = 1_500;
const SETTLE_MS = 6_000;
const LIMIT = 1.25;
const WHY_WORKER =
  'the worker is a Python interpreter with Apprise and requests loaded, which an empty app has nothing to set against; without a target it does not run, and one command per message would take 70 to 100 times as long.';

/** Proportional set size of all processes, both apps alone and in turn. */
export async function memory(): Promise<Figure> {
  const title = 'Memory with the window closed, compared with an empty Electron app that has a tray only';
  const how = `PSS of all processes, ${SETTLE_MS / 1_000} s after the last event; medians (ranges) of ${ROUNDS} starts of each, in turn, never beside each other: they share pages. The Apprise worker is Python and runs only where there is a target.`;
  if (!isMeasurable) return { title, how, rows: [known('memory', 'only measured on Linux')] };

  const empty: Share[] = [];
  const closed: Share[] = [];
  const hidden: Share[] = [];
  await withApps(async (apps) => {
    for (let round = 0; round < ROUNDS; round++) {
      empty.push(await measure(apps, 'empty', { hidden: true }));
      closed.push(await measure(apps, 'ours', { hidden: false }));
      hidden.push(await measure(apps, 'ours', { hidden: true }));
    }
  });
  const app = (shares: Share[]) => shares.map((share) => share.app);
  const all = (shares: Share[]) => shares.map((share) => share.app + share.worker);
  const base = median(app(empty));
  return {
    title,
    how,
    rows: [
      known('empty app', spread(app(empty), megabytes)),
      known('this app, window opened and closed', spread(app(closed), megabytes)),
      known('this app, started hidden', spread(app(hidden), megabytes)),
      known(
        'its Apprise worker, besides',
        spread(
          closed.map(({ worker }) => worker),
          megabytes,
        ),
      ),
      atMost('window closed, without the worker', median(app(closed)) / base, LIMIT, { format: times }),
      atMost('started hidden, without the worker', median(app(hidden)) / base, LIMIT, { format: times }),
      atMost('window closed, worker included', median(all(closed)) / base, LIMIT, {
        format: times,
        why: WHY_WORKER,
      }),
    ],
  };
}

async function measure(apps: Apps, which: Which, { hidden }: { hidden: boolean }): Promise<Share> {
  const app = apps.launch(which, { hidden, closeAfterMs: OPEN_MS });
  try {
    await app.reached(hidden ? 'tray' : 'closed');
    await sleep(SETTLE_MS);
    return memoryOf(app.pid);
  } finally {
    await app.quit();
  }
}
