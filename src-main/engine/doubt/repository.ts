import { z } from 'zod';
import type { MonitorName } from '../../../src-shared/monitors.ts';
import type { Db } from '../storage/open.ts';
import { type Doubt, judgeAbsence } from './absence.ts';
import { A_SCAN_APART_MS, WITHIN_A_SCAN_MS } from './doubt.ts';

/** What one monitor doubts of one account: the only one that reads and writes `doubts`. */
export interface Doubts {
  /**
   * What of that which is missing in an answer is gone; the next answer that leaves out the rest confirms it. Belongs
   * into the transaction that acts on it, for each whole answer: one with nothing doubtful about it ends the doubt.
   * @param subject the domain whose list it is; `''`: the account's domains.
   * @param at when MXroute gave the answer, milliseconds since the epoch.
   */
  gone(subject: string, missing: readonly string[], isDoubtful: boolean, at: number): string[];
  /** The subject is no more. */
  clear(subject: string): void;
}

const row = z.object({ since: z.number(), missing: z.string().nullable() });
const names = z.array(z.string());

export function createDoubts(db: Db, accountId: string, monitor: MonitorName): Doubts {
  const OF_SUBJECT = 'account_id = ? AND monitor = ? AND subject = ?';
  const select = db.prepare(`SELECT since, missing FROM doubts WHERE ${OF_SUBJECT}`);
  const upsert = db.prepare(
    'INSERT OR REPLACE INTO doubts (account_id, monitor, subject, since, missing) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = db.prepare(`DELETE FROM doubts WHERE ${OF_SUBJECT}`);

  const clear = (subject: string): void => void remove.run(accountId, monitor, subject);
  const read = (subject: string): Doubt | null => {
    const found = row.optional().parse(select.get(accountId, monitor, subject));
    if (!found) return null;
    const { since, missing } = found;
    return { since, missing: missing === null ? null : names.parse(JSON.parse(missing)) };
  };
  return {
    gone(subject, missing, isDoubtful, at) {
      const withinMs = subject === '' ? A_SCAN_APART_MS : WITHIN_A_SCAN_MS;
      const before = read(subject);
      const { gone, doubt } = judgeAbsence(before, { missing, isDoubtful, at, withinMs });
      if (doubt)
        upsert.run(accountId, monitor, subject, doubt.since, doubt.missing && JSON.stringify(doubt.missing));
      else if (before) clear(subject);
      return gone;
    },
    clear,
  };
}
