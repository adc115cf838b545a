import { FAILURE_ACTIONS } from '../../../src-shared/audit-actions.ts';
import type { Db } from '../storage/open.ts';
import { OS_CHANNEL, OS_OFF } from './channel.ts';
import { type Burst, type Decision, decide, LONGEST_DIGEST, minuteEnd } from './digest.ts';
import type { Outbox } from './outbox.ts';
import { type ClaimedRow, LANE, OPEN, ROW_COLUMNS, readRow } from './outbox-row.ts';
import { quietEnd } from './quiet-lanes.ts';
import { begin, farthest, isDue, missed } from './retry.ts';
import type { SettingsReader } from './settings-reader.ts';

/** What a lane finds: rows to send as one message, a time to wait for, or nothing. */
export type Claim =
  | { kind: 'parcel'; rows: ClaimedRow[]; burst: Burst }
  /** `quiet`: for the end of quiet hours, and for nothing else. */
  | { kind: 'wait'; until: number; quiet?: boolean }
  | { kind: 'empty' };

export interface ClaimsOptions {
  db: Db;
  outbox: Outbox;
  settings: SettingsReader;
  /** Rows began to wait for the end of quiet hours, or ended unsent. */
  changed: () => void;
}

const WAITING = `target_id = @targetId AND ${OPEN} AND status = 'queued' AND again = 0`;
const DUE = '(next_attempt_at IS NULL OR next_attempt_at <= @now OR next_attempt_at > @farthest)';
const URGENT = `EXISTS (SELECT 1 FROM events WHERE events.id = outbox.event_id
  AND events.action IN (${FAILURE_ACTIONS.map((action) => `'${action}'`).join()}))`;

/**
 * Decides what a lane sends next. By age; a younger row never overtakes an older one, with two exceptions: what a
 * person sends again goes first, and failures go past what quiet hours hold.
 */
export function createClaims({ db, outbox, settings, changed }: ClaimsOptions) {
  const scoped = (scope: string) => ({
    head: db.prepare(
      `SELECT ${ROW_COLUMNS} FROM ${LANE} WHERE ${WAITING} ${scope} ORDER BY outbox.id LIMIT 1`,
    ),
    due: db.prepare(
      `SELECT count(*) AS count, max(id) AS lastId, max(iif(created_at <= @minuteEnd, id, NULL)) AS lastWaited
       FROM ${LANE} WHERE ${WAITING} AND ${DUE} ${scope}`,
    ),
    oldest: db.prepare(
      `SELECT ${ROW_COLUMNS} FROM ${LANE} WHERE ${WAITING} AND outbox.id <= @through ${scope}
       ORDER BY outbox.id LIMIT ${LONGEST_DIGEST}`,
    ),
  });
  const everything = scoped('');
  const urgent = scoped(`AND ${URGENT}`);
  const byHand = db.prepare(
    `SELECT ${ROW_COLUMNS} FROM outbox INDEXED BY outbox_again WHERE target_id = ? AND ${OPEN} AND status = 'queued' AND again = 1
     ORDER BY ifnull(next_attempt_at, 0), outbox.id LIMIT 1`,
  );
  // What was due before is held since then: where this computer slept meanwhile, that is counted once.
  const HOLD = `UPDATE ${LANE} SET held = 1, held_at = min(@now, ifnull(next_attempt_at, @now))
    WHERE ${WAITING} AND held_at IS NULL AND ${DUE}`;
  const hold = db.prepare(`${HOLD} AND NOT ${URGENT}`);
  const holdAll = db.prepare(HOLD);
  const lastHeld = db.prepare(`SELECT max(id) FROM ${LANE} WHERE ${WAITING} AND held = 1`).pluck();
  const waits = db.prepare(`SELECT 1 FROM ${LANE} WHERE ${WAITING} LIMIT 1`).pluck();

  const decideFor = (head: ClaimedRow, rows: typeof everything, burst: Burst, now: number): Decision => {
    const { targetId, id: headId } = head;
    if (head.held) {
      const joinThrough = lastHeld.get({ targetId }) as number;
      return { kind: 'join', burst: { ...burst, joinThrough } };
    }
    if (!settings.get('notifications.digest')) return { kind: 'alone', burst };
    // The rest of a backlog that was counted before: counting it for each digest would take ever longer.
    if (headId <= burst.joinThrough) return { kind: 'join', burst };
    const found = rows.due.get({ targetId, now, farthest: farthest(now), minuteEnd: minuteEnd(burst) });
    const { count, lastId, lastWaited } = found as {
      count: number;
      lastId: number;
      lastWaited: number | null;
    };
    return decide(burst, { headId, count, lastId, lastWaited }, now);
  };

  const take = (rows: ClaimedRow[], burst: Burst, now: number): Claim => {
    const slept = missed(
      rows.map(({ state }) => state),
      now,
    );
    const taken = rows.map((row) => ({ ...row, state: begin(row.state, now, slept) }));
    outbox.take(taken, slept);
    return { kind: 'parcel', rows: taken, burst };
  };

  /** What is due among these rows, or the time at which something will be; null: there are none. */
  const claimFrom = (rows: typeof everything, targetId: string, now: number, burst: Burst): Claim => {
    const head = readRow(rows.head.get({ targetId }));
    if (!head) return { kind: 'empty' };
    const { nextAttemptAt } = head.state;
    if (!isDue(nextAttemptAt, now)) return { kind: 'wait', until: nextAttemptAt ?? now };
    const decision = decideFor(head, rows, burst, now);
    if (decision.kind === 'wait') return decision;
    if (decision.kind === 'alone') return take([head], decision.burst, now);
    const joined = rows.oldest.all({ targetId, through: decision.burst.joinThrough });
    return take(dueAtFront(joined, now, head), decision.burst, now);
  };

  return {
    /** Inside a transaction. `burst`: what this lane remembers; the claim carries what it is to remember then. */
    claim(targetId: string, now: number, burst: Burst): Claim {
      // Rows of before, or one that was under way when a person switched it off.
      if (targetId === OS_CHANNEL && !settings.get('notifications.osEnabled')) {
        if (outbox.cancel(targetId, OS_OFF, now) > 0) changed();
        return { kind: 'empty' };
      }
      const again = readRow(byHand.get(targetId));
      if (again && isDue(again.state.nextAttemptAt, now)) return take([again], burst, now);
      const times = again ? [again.state.nextAttemptAt ?? now] : [];

      const until = quietEnd(settings, targetId, now);
      if (until === null) outbox.letGo(targetId, now);
      else {
        const statement = targetId === OS_CHANNEL ? holdAll : hold;
        if (statement.run({ targetId, now, farthest: farthest(now) }).changes > 0) changed();
      }
      if (until === null || targetId !== OS_CHANNEL) {
        const found = claimFrom(until === null ? everything : urgent, targetId, now, burst);
        if (found.kind === 'parcel') return found;
        if (found.kind === 'wait') times.push(found.until);
      }
      if (until !== null && waits.get({ targetId }) === 1)
        return { kind: 'wait', until: Math.min(...times, until), quiet: times.length === 0 };
      return times.length === 0 ? { kind: 'empty' } : { kind: 'wait', until: Math.min(...times) };
    },
  };
}

export type Claims = ReturnType<typeof createClaims>;

/** Up to the first that is not due: what is behind it may not overtake it. */
function dueAtFront(found: readonly unknown[], now: number, head: ClaimedRow): ClaimedRow[] {
  const rows = found.flatMap((one) => readRow(one) ?? []);
  const first = rows.findIndex(({ state }) => !isDue(state.nextAttemptAt, now));
  const due = first === -1 ? rows : rows.slice(0, first);
  return due.length === 0 ? [head] : due;
}
