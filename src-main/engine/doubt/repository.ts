import type { MonitorName } from '../../../src-shared/monitors.ts';
import type { Db } from '../storage/open.ts';
import { A_SCAN_APART_MS, doubtedSince, isConfirmed, WITHIN_A_SCAN_MS } from './doubt.ts';

/** What one monitor doubts of one account: the only one that reads and writes `doubts`. */
export interface Doubts {
  /**
   * Whether what is missing in an answer is gone; if not, the next answer like it confirms it. Belongs into the
   * transaction that acts on it, for each whole answer: one with nothing sudden about it ends the doubt.
   * @param subject the domain whose list it is; `''`: the account's domains.
   * @param at when MXroute gave the answer, milliseconds since the epoch.
   */
  believes(subject: string, isSudden: boolean, at: number): boolean;
  /** The subject is no more. */
  clear(subject: string): void;
}

export function createDoubts(db: Db, accountId: string, monitor: MonitorName): Doubts {
  const OF_SUBJECT = 'account_id = ? AND monitor = ? AND subject = ?';
  const select = db
    .prepare<[string, string, string], number>(`SELECT since FROM doubts WHERE ${OF_SUBJECT}`)
    .pluck();
  const upsert = db.prepare(
    'INSERT OR REPLACE INTO doubts (account_id, monitor, subject, since) VALUES (?, ?, ?, ?)',
  );
  const remove = db.prepare(`DELETE FROM doubts WHERE ${OF_SUBJECT}`);

  const clear = (subject: string): void => void remove.run(accountId, monitor, subject);
  return {
    believes(subject, isSudden, at) {
      const withinMs = subject === '' ? A_SCAN_APART_MS : WITHIN_A_SCAN_MS;
      const since = select.get(accountId, monitor, subject) ?? null;
      if (isSudden && !isConfirmed(since, at, withinMs)) {
        upsert.run(accountId, monitor, subject, doubtedSince(since, at, withinMs));
        return false;
      }
      if (since !== null) clear(subject);
      return true;
    },
    clear,
  };
}
