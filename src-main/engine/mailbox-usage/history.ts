import { setImmediate as nextTurn } from 'node:timers/promises';
import { explainError } from '../explain.ts';
import type { Clock, Logger } from '../ports.ts';
import { referenceTime } from '../retention/reference-time.ts';
import { createRunLog, type RunState } from '../retention/run-log.ts';
import type { Db } from '../storage/open.ts';
import type { UsageSettings } from './rules.ts';

const DAY_MS = 86_400_000;

export interface KeptDays {
  /** Every reading of so many whole days (UTC) is kept; before that the last of each day. */
  raw: number;
  /** Nothing older than this. */
  all: number;
}

/** What one turn of the event loop may take, the last commit aside. */
const TURN_MS = 10;

/**
 * Thins the samples of an account's mailboxes, a few per turn of the event loop: the walk goes from mailbox to
 * mailbox by key, each turn is one commit.
 * @param stop asked between turns.
 */
export function createSampleThinning(db: Db, accountId: string) {
  const next = db
    .prepare('SELECT min(mailbox) FROM mailbox_samples WHERE account_id = ? AND mailbox > ?')
    .pluck();
  const thin = db.prepare(`
    DELETE FROM mailbox_samples WHERE account_id = :account AND mailbox = :mailbox AND (at < :oldest OR (
      at < :rawFrom AND at NOT IN (
        SELECT max(at) FROM mailbox_samples
        WHERE account_id = :account AND mailbox = :mailbox AND at < :rawFrom GROUP BY at / ${DAY_MS})))`);
  const after = (mailbox: string) => (next.get(accountId, mailbox) as string | null) ?? undefined;

  /** @returns where the next turn begins; undefined at the end. */
  const turn = db.transaction((first: string, oldest: number, rawFrom: number): string | undefined => {
    const startedAt = performance.now();
    let mailbox: string | undefined = first;
    while (mailbox !== undefined && performance.now() - startedAt < TURN_MS) {
      thin.run({ account: accountId, mailbox, rawFrom, oldest });
      mailbox = after(mailbox);
    }
    return mailbox;
  });

  return async (now: number, days: KeptDays, stop: () => boolean): Promise<void> => {
    const today = Math.floor(now / DAY_MS) * DAY_MS;
    const oldest = today - days.all * DAY_MS;
    const rawFrom = today - days.raw * DAY_MS;
    let mailbox = after('');
    while (mailbox !== undefined && !stop()) {
      mailbox = turn.immediate(mailbox, oldest, rawFrom);
      await nextTurn();
    }
  };
}

export interface DailyThinningOptions {
  db: Db;
  accountId: string;
  settings: UsageSettings;
  clock: Pick<Clock, 'now'>;
  log: Logger;
}

/**
 * Thins the samples once a day, by the settings of then; a fault of it is logged and fails nothing else. Ages are
 * counted as the daily clean-up does (see reference-time.ts): a clock that is years ahead makes no reading old.
 */
export function createDailyThinning({ db, accountId, settings, clock, log }: DailyThinningOptions) {
  const thin = createSampleThinning(db, accountId);
  const runs = createRunLog(db, `thinning:${accountId}`);
  // The scan that has just ended may have been the first one by a wrong clock.
  // By the index of times: a maximum would be looked for among all samples of the account.
  const youngest = db
    .prepare(
      'SELECT at FROM mailbox_samples INDEXED BY mailbox_samples_at WHERE account_id = ? AND at < ? ORDER BY at DESC LIMIT 1',
    )
    .pluck();

  /** The run that is due now, if any; one that was cut off goes on by the time it began with. */
  const due = (): RunState | undefined => {
    const now = clock.now();
    const last = runs.last();
    if (last && Math.abs(now - last.began) < DAY_MS) return last.done ? undefined : last;
    const believed = last ? undefined : (youngest.get(accountId, now - DAY_MS) as number | undefined);
    return { began: now, done: false, ...referenceTime(last?.remembered, now, believed) };
  };

  return async (signal: AbortSignal | undefined): Promise<void> => {
    const days = {
      raw: settings.get('retention.samplesRawDays'),
      all: settings.get('retention.samplesDays'),
    };
    try {
      const run = due();
      if (!run) return;
      runs.save(run);
      await thin(run.reference, days, () => signal?.aborted ?? false);
      if (!signal?.aborted) runs.save({ ...run, done: true });
    } catch (error) {
      log.log('warn', 'Old usage samples could not be thinned', { reason: explainError(error).message });
    }
  };
}
