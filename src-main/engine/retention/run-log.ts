import { z } from 'zod';
import type { Db } from '../storage/open.ts';

const state = z.object({
  /** When it began last, by the clock; whether it came to its end. */
  began: z.number(),
  done: z.boolean(),
  /** The time by which it counted ages, and what the next one goes on from (see reference-time.ts). */
  reference: z.number(),
  remembered: z.number(),
});

export type RunState = z.infer<typeof state>;

/** What a clean-up knows of its last run: one row of `meta`. */
export function createRunLog(db: Db, key: string) {
  const select = db.prepare('SELECT value FROM meta WHERE key = ?').pluck();
  const put = db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  return {
    last(): RunState | undefined {
      const text = select.get(key);
      try {
        return state.safeParse(JSON.parse(String(text))).data;
      } catch {
        return undefined;
      }
    },
    save: (next: RunState): void => void put.run(key, JSON.stringify(next)),
  };
}
