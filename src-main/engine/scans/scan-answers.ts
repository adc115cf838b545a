import type { MonitorName } from '../../../src-shared/monitors.ts';
import type { Db } from '../storage/open.ts';

/** An older answer says too little about now: it is asked for again. */
export const RESUMED_FOR_MS = 3_600_000;

export interface KeptAnswer {
  /** As it was kept, through JSON: to be validated. */
  value: unknown;
  /** When it was read, milliseconds since the epoch. */
  at: number;
}

/**
 * What a monitor has read in a scan that has not ended yet, so that one that was cut off (a crash, sleep, MXroute
 * gone) goes on where it stopped. Only whole scans keep anything; a person who cancels one makes it start over.
 */
export interface ScanAnswers {
  /** Subject → answer, of those younger than an hour. */
  resume(now: number): Map<string, KeptAnswer>;
  /** Takes the place of an earlier answer about the subject. Cheap: it does not wait for the disk. */
  keep(subject: string, value: unknown, at: number): void;
  /** It is to be read again. */
  forget(subject: string): void;
  /** Belongs into the transaction that applies the scan. */
  clear(): void;
}

interface AnswerRecord {
  subject: string;
  value: string;
  at: number;
}

export function createScanAnswers(db: Db, accountId: string, monitor: MonitorName): ScanAnswers {
  const scan = { account: accountId, monitor };
  const OF_SCAN = 'account_id = :account AND monitor = :monitor';
  const outdated = db.prepare(`DELETE FROM scan_answers WHERE ${OF_SCAN} AND (at <= :oldest OR at > :now)`);
  const all = db.prepare(`SELECT subject, value, at FROM scan_answers WHERE ${OF_SCAN}`);
  const upsert = db.prepare(`
    INSERT OR REPLACE INTO scan_answers (account_id, monitor, subject, value, at)
    VALUES (:account, :monitor, :subject, :value, :at)`);
  const forget = db.prepare(`DELETE FROM scan_answers WHERE ${OF_SCAN} AND subject = :subject`);
  const clear = db.prepare(`DELETE FROM scan_answers WHERE ${OF_SCAN}`);

  return {
    resume(now) {
      outdated.run({ ...scan, now, oldest: now - RESUMED_FOR_MS });
      const answers = all.all(scan) as AnswerRecord[];
      return new Map(answers.map(({ subject, value, at }) => [subject, { value: JSON.parse(value), at }]));
    },
    keep: (subject, value, at) =>
      unhurried(db, () => upsert.run({ ...scan, subject, value: JSON.stringify(value), at })),
    forget: (subject) => void forget.run({ ...scan, subject }),
    clear: () => void clear.run(scan),
  };
}

/** For what a person gave up, or what is about another login than the account's now. */
export function discardAnswers(db: Db, accountId: string, monitor: MonitorName): void {
  createScanAnswers(db, accountId, monitor).clear();
}

/**
 * A commit that does not wait for the disk: one per answer would hold up everything else. A killed process loses
 * nothing by it; a power cut may lose the newest answers, which are then asked for again.
 */
function unhurried(db: Db, write: () => unknown): void {
  if (db.inTransaction) {
    write();
    return;
  }
  db.pragma('synchronous = NORMAL');
  try {
    write();
  } finally {
    db.pragma('synchronous = FULL');
  }
}
