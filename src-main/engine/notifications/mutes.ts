import { z } from 'zod';
import type { Db } from '../storage/open.ts';
import type { Mute } from './mute-rule.ts';

const row = z.object({ subject: z.string(), since: z.number(), until: z.number() });

/**
 * The table `mutes`. One holds from when it is set until its end. Its beginning is only shown: after a clock that was
 * ahead is corrected it lies in the future, and the mute holds all the same, is listed and can be ended.
 */
export function createMuteRepository(db: Db) {
  const ofNow = db.prepare(
    `SELECT subject, min(since) AS since, max(until) AS until FROM mutes WHERE until > @now
     GROUP BY subject ORDER BY 3, 1`,
  );
  const began = db.prepare('SELECT min(since) FROM mutes WHERE subject = @subject AND until > @now').pluck();
  const insert = db.prepare('INSERT INTO mutes (subject, since, until) VALUES (@subject, @since, @until)');
  const remove = db.prepare('DELETE FROM mutes WHERE subject = ?');
  const over = db.prepare('SELECT 1 FROM mutes WHERE until <= ? LIMIT 1').pluck();
  const forget = db.prepare('DELETE FROM mutes WHERE until <= ?');

  const beganAt = (subject: string, now: number): number | null =>
    began.get({ subject, now }) as number | null;

  return {
    /** Those that hold now, the first to end first. */
    current: (now: number): Mute[] =>
      ofNow.all({ now }).flatMap((found) => {
        const parsed = row.safeParse(found);
        return parsed.success ? [parsed.data] : [];
      }),
    /** From now on; where one holds already, its end changes. */
    set: db.transaction((subject: string, until: number, now: number): void => {
      const since = Math.min(beganAt(subject, now) ?? now, now);
      remove.run(subject);
      insert.run({ subject, since, until });
    }),
    /** Ends it now. @returns whether there was one. */
    end(subject: string, now: number): boolean {
      const held = beganAt(subject, now) !== null;
      remove.run(subject);
      return held;
    },
    isAnyOver: (now: number): boolean => over.get(now) === 1,
    /** Those that are over: a clock that is set back must not bring them back. */
    forgetOver: (now: number): void => void forget.run(now),
  };
}

export type MuteRepository = ReturnType<typeof createMuteRepository>;
