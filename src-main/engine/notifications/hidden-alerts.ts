import { z } from 'zod';
import type { Db } from '../storage/open.ts';

/** What a mute hid last about one topic (see topicsOf). */
export interface HiddenAlert {
  topic: string;
  subject: string;
  eventId: number;
}

const row = z.object({ topic: z.string(), subject: z.string(), eventId: z.number() });

/** The table `hidden_alerts`: what is to be looked at again when a mute is over. */
export function createHiddenAlerts(db: Db) {
  const all = db.prepare(
    'SELECT topic, subject, event_id AS eventId FROM hidden_alerts ORDER BY event_id, topic',
  );
  const any = db.prepare('SELECT 1 FROM hidden_alerts LIMIT 1').pluck();
  const put = db.prepare(
    `INSERT INTO hidden_alerts (topic, subject, event_id) VALUES (@topic, @subject, @eventId)
     ON CONFLICT (topic) DO UPDATE SET event_id = @eventId`,
  );
  const remove = db.prepare('DELETE FROM hidden_alerts WHERE topic = ?');
  return {
    /** Oldest first. */
    list: (): HiddenAlert[] => all.all().flatMap((found) => row.safeParse(found).data ?? []),
    isEmpty: (): boolean => any.get() === undefined,
    /** Takes the place of an older one about the same. */
    put: (hidden: HiddenAlert): void => void put.run(hidden),
    remove: (topic: string): void => void remove.run(topic),
  };
}

export type HiddenAlerts = ReturnType<typeof createHiddenAlerts>;
