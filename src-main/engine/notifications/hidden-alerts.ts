import { z } from 'zod';
import type { Db } from '../storage/open.ts';

/** What a mute hid last about one topic (see topicsOf). */
export interface HiddenAlert {
  topic: string;
  subject: string;
  eventId: number;
  /** People had been told of the trouble before anything of it was hidden. */
  known: boolean;
}

const row = z
  .object({ topic: z.string(), subject: z.string(), eventId: z.number(), known: z.number() })
  .transform((found): HiddenAlert => ({ ...found, known: found.known === 1 }));

/** The table `hidden_alerts`: what is to be looked at again when a mute is over. */
export function createHiddenAlerts(db: Db) {
  const select = 'SELECT topic, subject, event_id AS eventId, known FROM hidden_alerts';
  const all = db.prepare(`${select} ORDER BY event_id, topic`);
  const one = db.prepare(`${select} WHERE topic = ?`);
  const any = db.prepare('SELECT 1 FROM hidden_alerts LIMIT 1').pluck();
  const put = db.prepare(
    `INSERT INTO hidden_alerts (topic, subject, event_id, known) VALUES (@topic, @subject, @eventId, @known)
     ON CONFLICT (topic) DO UPDATE SET event_id = @eventId`,
  );
  const remove = db.prepare('DELETE FROM hidden_alerts WHERE topic = ?');
  return {
    /** Oldest first. */
    list: (): HiddenAlert[] => all.all().flatMap((found) => row.safeParse(found).data ?? []),
    get: (topic: string): HiddenAlert | undefined => row.safeParse(one.get(topic)).data,
    isEmpty: (): boolean => any.get() === undefined,
    /** Takes the place of an older one about the same; what people knew before that stays. */
    put: (hidden: HiddenAlert): void => void put.run({ ...hidden, known: hidden.known ? 1 : 0 }),
    remove: (topic: string): void => void remove.run(topic),
  };
}

export type HiddenAlerts = ReturnType<typeof createHiddenAlerts>;
