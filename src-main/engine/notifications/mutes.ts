import { z } from 'zod';
import type { Db } from '../storage/open.ts';
import type { Mute } from './mute-rule.ts';

const row = z.object({ subject: z.string(), since: z.number(), until: z.number() });
const COLUMNS = 'subject, since, until';

/** The table `mutes`. A mute that is over stays for a while: events are judged by the time at which they happened. */
export function createMuteRepository(db: Db) {
  const ofNow = db.prepare(
    `SELECT ${COLUMNS} FROM mutes WHERE since <= @at AND until > @at ORDER BY until, subject`,
  );
  // The first millisecond does not belong to it, the last one does: what happens in the same as its beginning or its
  // end is judged alike whenever one asks, before and after.
  const ofEvent = db.prepare(`SELECT ${COLUMNS} FROM mutes WHERE since < @at AND until >= @at`);
  const insert = db.prepare(
    `INSERT INTO mutes (subject, since, until) VALUES (@subject, @since, @until)
     ON CONFLICT (subject, since) DO UPDATE SET until = @until`,
  );
  const setEnd = db.prepare(
    'UPDATE mutes SET until = @until WHERE subject = @subject AND since <= @now AND until > @now',
  );
  const prune = db.prepare('DELETE FROM mutes WHERE until < ?');
  const read = (found: unknown): Mute[] => {
    const parsed = row.safeParse(found);
    return parsed.success ? [parsed.data] : [];
  };

  return {
    /** Those that hold now, the first to end first. */
    current: (now: number): Mute[] => ofNow.all({ at: now }).flatMap(read),
    /** Those to which an event of this time belongs. */
    at: (time: number): Mute[] => ofEvent.all({ at: time }).flatMap(read),
    /** From now on; where one holds already, its end changes. */
    set(subject: string, until: number, now: number): void {
      if (setEnd.run({ subject, until, now }).changes === 0) insert.run({ subject, since: now, until });
    },
    /** Ends it now. @returns whether there was one. */
    end: (subject: string, now: number): boolean => setEnd.run({ subject, until: now, now }).changes > 0,
    prune: (endedBefore: number): number => prune.run(endedBefore).changes,
  };
}

export type MuteRepository = ReturnType<typeof createMuteRepository>;
