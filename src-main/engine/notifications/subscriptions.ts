import { type AuditAction, DESTRUCTIVE_ACTIONS, isAuditAction } from '../../../src-shared/audit-actions.ts';
import type { Db } from '../storage/open.ts';

/** The table `subscriptions`: the actions that are notified, by explicit opt-in. */
export function createSubscriptions(db: Db) {
  const all = db.prepare('SELECT action FROM subscriptions ORDER BY action').pluck();
  const one = db.prepare('SELECT 1 FROM subscriptions WHERE action = ?').pluck();
  const insert = db.prepare('INSERT OR IGNORE INTO subscriptions (action) VALUES (?)');
  const remove = db.prepare('DELETE FROM subscriptions WHERE action = ?');
  const clear = db.prepare('DELETE FROM subscriptions');
  // A list that another version stored may name actions that this one does not know.
  const list = () => (all.all() as string[]).filter(isAuditAction);
  const inOne = (work: () => void): AuditAction[] => {
    db.transaction(work)();
    return list();
  };

  return {
    list,
    has: (action: AuditAction): boolean => one.get(action) === 1,
    set: (actions: readonly AuditAction[]): AuditAction[] =>
      inOne(() => {
        clear.run();
        for (const action of actions) insert.run(action);
      }),
    add: (actions: readonly AuditAction[]): AuditAction[] =>
      inOne(() => {
        for (const action of actions) insert.run(action);
      }),
    remove: (actions: readonly AuditAction[]): AuditAction[] =>
      inOne(() => {
        for (const action of actions) remove.run(action);
      }),
    /** "Select destructive": ticks these, unticks none. */
    preset(name: 'destructive'): AuditAction[] {
      return name === 'destructive' ? this.add(DESTRUCTIVE_ACTIONS) : list();
    },
  };
}

export type Subscriptions = ReturnType<typeof createSubscriptions>;
