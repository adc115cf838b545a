import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBatch } from '../../../../src-main/engine/notifications/batch.ts';
import { Lane } from '../../../../src-main/engine/notifications/lane.ts';
import { openDatabase } from '../../../../src-main/engine/storage/open.ts';
import { addAccount, tempFolder } from '../../../support/temp-db.ts';
import { DeliveryWorld } from './delivery-world.ts';
import { createHarness, type Harness, TestClock, turns } from './harness.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TRANSIENT = { ok: false, permanent: false, reason: 'No answer in time.' } as const;
const PERMANENT = { ok: false, permanent: true, reason: 'The server answered 401.' } as const;

function running(): Harness & { target: string } {
  const harness = createHarness();
  harness.clock.time = new Date(2026, 4, 3, 12, 0).getTime();
  harness.notifications.subscriptions.set(['dns.health_alert', 'mailbox.quota_alert']);
  const target = harness.addTarget('a');
  harness.notifications.start();
  return Object.assign(harness, { target });
}
const rows = (harness: Harness) =>
  harness.db.prepare('SELECT status, attempts FROM outbox ORDER BY id').all() as {
    status: string;
    attempts: number;
  }[];
/** When the 24 hours of each message began. */
const begun = (harness: Harness) =>
  harness.db.prepare('SELECT first_attempt_at FROM outbox ORDER BY id').pluck().all() as number[];
/** The wall clock is set; timers go by a clock that nobody can set. */
function setClock(harness: Harness, by: number): void {
  const { clock } = harness;
  const before = clock.now.bind(clock);
  clock.now = () => before() + by;
}

describe('the 24 hours of a message', () => {
  it('do not run while the app is off, where it was killed in the middle of an attempt', async () => {
    let random = 0.5;
    const world = new DeliveryWorld(join(tempFolder('mxm-kill-'), 'app.db'), () => random, ['domain.create']);
    world.addTarget('a', {});
    const statuses = () =>
      world.db.prepare("SELECT status FROM outbox WHERE target_id = 'a' ORDER BY id").pluck().all();
    world.down.add('a');
    world.record([
      { action: 'domain.create', target: 'a.example', details: {} },
      { action: 'domain.create', target: 'b.example', details: {} },
    ]);
    await turns();
    // It hangs.
    random = 0.1;
    await world.clock.advance(40_000);
    expect(statuses()).toEqual(['sending', 'queued']);
    random = 0.5;
    await world.kill(3 * DAY);
    expect(statuses()).toEqual(['queued', 'queued']);
    await world.clock.advance(12 * HOUR);
    world.down.clear();
    await world.clock.advance(4 * HOUR);
    expect(statuses()).toEqual(['delivered', 'delivered']);
    world.close();
  });

  it('are 24 hours also for one that goes again together with younger ones', async () => {
    const harness = running();
    harness.channel.answer = () => TRANSIENT;
    harness.record('dns.health_alert', 'first');
    const begun = harness.clock.now();
    await harness.clock.advance(6 * HOUR);
    for (let index = 0; index < 12; index++) harness.record('mailbox.quota_alert', `m${index}`);
    await harness.clock.advance(22 * HOUR);
    const [first] = rows(harness);
    expect(first?.status).toBe('failed');
    const last = harness.channel.sent.filter(({ event, events = [event] }) =>
      events.some((one) => one?.target === 'first'),
    );
    expect((last.at(-1)?.at ?? 0) - begun).toBe(DAY);
  });

  it('do not run while nothing can be sent at all', async () => {
    const harness = running();
    harness.channel.answer = () => TRANSIENT;
    harness.record('dns.health_alert', 'a');
    harness.record('dns.health_alert', 'b');
    await turns();
    harness.channel.answer = () => ({ ...TRANSIENT, unavailable: true });
    await harness.clock.advance(2 * DAY);
    harness.channel.answer = () => TRANSIENT;
    await harness.clock.advance(HOUR);
    expect(rows(harness).map(({ status }) => status)).toEqual(['queued', 'queued']);
    await harness.clock.advance(25 * HOUR);
    expect(rows(harness).map(({ status }) => status)).toEqual(['failed', 'failed']);
  });
});

describe('quiet hours and the 24 hours of a message', () => {
  const QUIET = {
    'notifications.quietEnabled': true,
    'notifications.quietFrom': '22:00',
    'notifications.quietTo': '08:00',
    'notifications.quietTargets': true,
  };

  it('what is tried through the night has no more than 24 hours for what the night holds', async () => {
    const harness = running();
    Object.assign(harness.settings, QUIET);
    harness.channel.answer = () => TRANSIENT;
    harness.record('mailbox.quota_alert', 'm@a');
    await turns();
    harness.record('dns.health_alert', 'urgent');
    await harness.clock.advance(12 * HOUR);
    const before = begun(harness);
    await harness.clock.advance(9 * HOUR);
    const after = begun(harness);
    expect(after[1]).toBe(before[1]);
    // Held from when it was due next.
    const shift = ((after[0] ?? 0) - (before[0] ?? 0)) / HOUR;
    expect(shift).toBeGreaterThan(6);
    expect(shift).toBeLessThanOrEqual(10);
  });

  it('what they hold has its 24 hours without the night, counted once where the computer slept in it', async () => {
    const harness = running();
    Object.assign(harness.settings, QUIET);
    harness.channel.answer = () => TRANSIENT;
    harness.record('mailbox.quota_alert', 'm@a');
    await harness.clock.advance(10 * HOUR + MINUTE);
    const [before = 0] = begun(harness);
    harness.record('dns.health_alert', 'urgent');
    await harness.clock.advance(3 * HOUR);
    // Asleep from 1 to 7.
    harness.clock.skew = 6 * HOUR;
    harness.notifications.wake();
    await harness.clock.advance(HOUR + MINUTE);
    const shift = ((begun(harness)[0] ?? 0) - before) / HOUR;
    expect(shift).toBeGreaterThan(6);
    expect(shift).toBeLessThanOrEqual(10);
  });
});

describe('a clock that is set forward', () => {
  it('keeps nothing waiting for the end of quiet hours that are over', async () => {
    const harness = running();
    Object.assign(harness.settings, {
      'notifications.quietEnabled': true,
      'notifications.quietFrom': '11:00',
      'notifications.quietTo': '20:00',
      'notifications.quietTargets': true,
    });
    harness.record('mailbox.quota_alert', 'm@a');
    await harness.clock.advance(MINUTE);
    expect(harness.channel.sent).toHaveLength(0);
    setClock(harness, 10 * HOUR);
    await harness.clock.advance(10 * MINUTE);
    expect(harness.channel.sent).toHaveLength(1);
  });

  it('ends a mute that is over, and tells what it hid', async () => {
    const harness = running();
    harness.notifications.muting.add('example.com', harness.clock.now() + DAY);
    harness.clock.time += 1;
    harness.record('dns.health_alert', 'example.com', { domains: [{ domain: 'example.com' }] });
    await harness.clock.advance(MINUTE);
    setClock(harness, 2 * DAY);
    await harness.clock.advance(10 * MINUTE);
    expect(harness.channel.sent).toHaveLength(1);
  });
});

describe('what is removed while its message is under way', () => {
  it('an account: its alert fails in the log, and the lane goes on', async () => {
    const harness = running();
    addAccount(harness.db, 'gone');
    harness.record('dns.health_alert', 'a');
    harness.db.exec("UPDATE events SET account_id = 'gone'");
    let answer = (_: typeof PERMANENT) => {};
    harness.channel.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    await turns();
    harness.db.exec("DELETE FROM accounts WHERE id = 'gone'");
    answer(PERMANENT);
    harness.channel.answer = () => ({ ok: true, ms: 1 });
    harness.record('dns.health_alert', 'b');
    await harness.clock.advance(MINUTE);
    expect(rows(harness).map(({ status }) => status)).toEqual(['failed', 'delivered']);
  });

  it('a target: the next start, however soon, ends it when its time to be restored is over', async () => {
    const world = new DeliveryWorld(join(tempFolder('mxm-kill-'), 'app.db'), () => 0.5, ['domain.create']);
    world.addTarget('a', {});
    world.record([{ action: 'domain.create', target: 'a.example', details: {} }]);
    world.notifications.removeTarget('a');
    await world.kill(3_000);
    const statuses = () => world.db.prepare("SELECT status FROM outbox WHERE target_id = 'a'").pluck().all();
    expect(statuses()).toEqual(['queued']);
    await world.clock.advance(10_000);
    expect(statuses()).toEqual(['failed']);
    world.close();
  });
});

describe('what is said to wait for the end of quiet hours', () => {
  it('does not do so when they are over and the target is dead', async () => {
    const harness = running();
    Object.assign(harness.settings, {
      'notifications.quietEnabled': true,
      'notifications.quietFrom': '11:00',
      'notifications.quietTo': '14:00',
      'notifications.quietTargets': true,
    });
    harness.channel.answer = () => TRANSIENT;
    harness.record('mailbox.quota_alert', 'm@a');
    await turns();
    expect(harness.notifications.deliveries.list()).toMatchObject([{ status: 'queued', held: true }]);
    await harness.clock.advance(2 * HOUR);
    const [row] = harness.notifications.deliveries.list();
    expect(row).toMatchObject({ status: 'queued', attempts: 1, lastError: TRANSIENT.reason });
    expect(row).not.toHaveProperty('held');
  });
});

describe('two processes on one database', () => {
  it('a commit of the other between reading and writing costs nothing', async () => {
    const file = join(tempFolder('mxm-two-'), 'app.db');
    const [own, other] = [openDatabase(file), openDatabase(file)];
    other.pragma('busy_timeout = 0');
    const add = (db: typeof own, key: string) =>
      db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run(key, '1');
    await createBatch(own)(() => {
      own.prepare('SELECT count(*) FROM meta').get();
      try {
        add(other, 'theirs');
      } catch {
        // It waits until this one is done.
      }
      add(own, 'ours');
    });
    expect(own.prepare("SELECT 1 FROM meta WHERE key = 'ours'").get()).toBeDefined();
    own.close();
    other.close();
  });
});

describe('a lane that is woken while it looks', () => {
  it('keeps one timer, and none for what is not there any more', async () => {
    const clock = new TestClock();
    let pending = 0;
    const counting = {
      now: () => clock.now(),
      after: (ms: number, run: () => void) => {
        pending++;
        const timer = clock.after(ms, () => {
          pending--;
          run();
        });
        let isPending = true;
        return {
          cancel: () => {
            if (isPending) pending--;
            isPending = false;
            timer.cancel();
          },
        };
      },
    };
    let looks = 0;
    const lane = new Lane(
      {
        next: async () => {
          looks++;
          if (looks < 4) lane.wake();
          return looks < 4 ? { kind: 'wait', until: clock.now() + MINUTE } : { kind: 'empty' };
        },
        send: async () => ({}),
        storageFailed: () => {},
        rested: () => {},
      },
      counting,
    );
    lane.wake();
    await turns();
    expect(looks).toBe(4);
    expect(pending).toBe(0);
    expect(lane.waitingUntil).toBeNull();
  });
});
