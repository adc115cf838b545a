import type { Clock, Logger } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import type { Credentials } from './credentials.ts';
import type { TargetRepository } from './targets.ts';

export interface LeftoversOptions {
  db: Db;
  clock: Clock;
  log: Logger;
  targets: TargetRepository;
  credentials: Credentials;
}

const PREFIX = 'keychain-leftover:';
/** A younger note may belong to a change that is under way, in this process or beside it. */
export const SETTLED_AFTER_MS = 15_000;

/**
 * Keychain and database cannot change in one transaction. Before the keychain is changed, a note in the database says
 * which entry may be left behind; the transaction that makes the entry wanted removes the note. What a kill or a
 * locked keychain leaves is found by the next start.
 */
export function createLeftovers({ db, clock, log, targets, credentials }: LeftoversOptions) {
  const insert = db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM meta WHERE key = ?');
  const settled = db
    .prepare('SELECT key FROM meta WHERE substr(key, 1, ?) = ? AND abs(? - CAST(value AS INTEGER)) >= ?')
    .pluck();
  const forget = (id: string): void => void remove.run(PREFIX + id);

  return {
    /** The keychain's entry of this target may soon be one that nobody wants. */
    note: (id: string): void => void insert.run(PREFIX + id, String(clock.now())),
    /** The entry is wanted, or gone. */
    forget,
    /** Takes out of the keychain what no target uses; what it does not give up is tried again by the next start. */
    async sweep(): Promise<void> {
      const found = settled.all(PREFIX.length, PREFIX, clock.now(), SETTLED_AFTER_MS) as string[];
      for (const id of found.map((key) => key.slice(PREFIX.length))) {
        if (targets.get(id)?.store === 'keychain' || (await credentials.drop(id))) forget(id);
        else log.log('warn', 'the keychain keeps a secret that no target uses', { targetId: id });
      }
    },
  };
}

export type Leftovers = ReturnType<typeof createLeftovers>;
