import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, type Figure, known, percent } from '../figure.ts';
import { withApps } from './our-app.ts';
import { isMeasurable, processorTimeOf, type Share } from './processes.ts';

const OPEN_MS = 1_500;
/** For the first minute V8 tidies up after the start, in an empty app too. */
const SETTLE_MS = 75_000;
const WATCHED_MS = 60_000;
const LIMIT_PERCENT = 0.1;

/** Processor time while nothing happens; here the two may run beside each other. */
export async function idle(): Promise<Figure> {
  const title = 'Idle, window closed';
  const how = `Processor time of all processes over ${WATCHED_MS / 1_000} s, as a share of one core, while an empty Electron app with a tray runs beside it. It begins ${SETTLE_MS / 1_000} s after the window was closed. Account connected, one target, monitors waiting for their next time.`;
  if (!isMeasurable) return { title, how, rows: [known('idle', 'only measured on Linux')] };

  const [ours, empty] = await withApps(async (apps) => {
    const running = [
      apps.launch('ours', { hidden: false, closeAfterMs: OPEN_MS }),
      apps.launch('empty', { hidden: true }),
    ];
    try {
      await running[0]?.reached('closed');
      await sleep(SETTLE_MS);
      const before = running.map(({ pid }) => processorTimeOf(pid));
      const startedAt = performance.now();
      await sleep(WATCHED_MS);
      const elapsedNs = (performance.now() - startedAt) * 1e6;
      return running.map(({ pid }, index) => {
        const after = processorTimeOf(pid);
        const used = (part: keyof Share) => ((after[part] - (before[index]?.[part] ?? 0)) / elapsedNs) * 100;
        return { app: used('app'), worker: used('worker') };
      });
    } finally {
      await Promise.all(running.map((app) => app.quit()));
    }
  });
  const total = (ours?.app ?? Number.NaN) + (ours?.worker ?? Number.NaN);
  return {
    title,
    how,
    rows: [
      known('empty app', percent(empty?.app ?? Number.NaN)),
      known('this app, without its Apprise worker', percent(ours?.app ?? Number.NaN)),
      atMost('this app, all of it', total, LIMIT_PERCENT, { format: percent }),
    ],
  };
}
