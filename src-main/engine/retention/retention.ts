import type { Clock, Logger } from '../ports.ts';
import type { SettingsStore } from '../settings/store.ts';
import type { Db } from '../storage/open.ts';
import { type Cleanup, cleanDeliveries, cleanEvents } from './log-cleanup.ts';
import { referenceTime } from './reference-time.ts';
import { createRunLog, type RunState } from './run-log.ts';
import { cleanSearchIndex } from './search-cleanup.ts';
import { inSlices } from './slices.ts';
import { DOMAIN_HISTORY, MUTES, SCAN_ANSWERS, sweep, USAGE_SAMPLES } from './sweep.ts';

export interface RetentionOptions {
  db: Db;
  settings: Pick<SettingsStore, 'get'>;
  clock: Pick<Clock, 'now'>;
  log: Logger;
  /** What the window shows may be less now. */
  changed: () => void;
}

/** How many rows went. */
export type Cleaned = Record<'events' | 'deliveries' | 'samples' | 'history' | 'answers' | 'mutes', number>;

const DAY_MS = 86_400_000;
/** Whoever comes once a day (`monitor` from cron) may be a little earlier today than yesterday. */
const DUE_AFTER_MS = DAY_MS - 3_600_000;
/** Where there are so many, the youngest may all have been recorded by the wrong clock that the run is to notice. */
const NOT_BELIEVED = 9;

/**
 * The daily clean-up (spec: Retention). Free pages are not given back to the file system: a log that is cleaned every
 * day fills them again, and a vacuum would rewrite the whole file at once.
 */
export function createRetention({ db, settings, clock, log, changed }: RetentionOptions) {
  const runs = createRunLog(db, 'retention');
  const youngest = db
    .prepare(
      `SELECT ifnull((SELECT at FROM events ORDER BY id DESC LIMIT 1 OFFSET ${NOT_BELIEVED}),
         (SELECT at FROM events ORDER BY id DESC LIMIT 1))`,
    )
    .pluck();

  /** The run that is due now; undefined: none is. One that was cut off goes on by the time it began with. */
  const due = (): RunState | undefined => {
    const now = clock.now();
    const last = runs.last();
    const isRecent = last !== undefined && Math.abs(now - last.began) < DUE_AFTER_MS;
    if (isRecent) return last.done ? undefined : last;
    const times = referenceTime(last?.remembered, now, (youngest.get() as number | null) ?? undefined);
    return { began: now, done: false, ...times };
  };

  return {
    isDue: (): boolean => due() !== undefined,

    /**
     * @param stopped asked between slices: this process is about to end.
     * @returns what went; undefined: nothing was due.
     */
    async run(stopped: () => boolean): Promise<Cleaned | undefined> {
      const run = due();
      if (!run) return undefined;
      runs.save(run);
      const { reference } = run;
      const before = (days: number) => reference - days * DAY_MS;
      const oldEvents = before(settings.get('retention.eventsDays'));
      const work = {
        deliveries: cleanDeliveries(db, {
          oldest: before(settings.get('retention.deliveriesDays')),
          reference,
        }),
        events: cleanEvents(db, { oldest: oldEvents, reference }),
        samples: sweep(db, USAGE_SAMPLES, before(settings.get('retention.samplesDays'))),
        history: sweep(db, DOMAIN_HISTORY, oldEvents),
        answers: sweep(db, SCAN_ANSWERS, before(1)),
        mutes: sweep(db, MUTES, oldEvents),
      } satisfies Record<keyof Cleaned, Cleanup>;
      for (const one of Object.values(work)) await inSlices(db, () => one.step(), stopped);
      const index = cleanSearchIndex(db);
      await inSlices(db, () => index.step(), stopped);
      if (!stopped()) runs.save({ ...run, done: true });
      const cleaned = Object.fromEntries(
        Object.entries(work).map(([name, { deleted }]) => [name, deleted]),
      ) as Cleaned;
      log.log('info', 'Daily clean-up', { ...cleaned, until: new Date(reference).toISOString() });
      if (Object.values(cleaned).some((count) => count > 0)) changed();
      return cleaned;
    },
  };
}

export type Retention = ReturnType<typeof createRetention>;
