import { describe, expect, it } from 'vitest';
import { createEventQueries } from '../../../../src-main/engine/audit/query.ts';
import { createRetention } from '../../../../src-main/engine/retention/retention.ts';
import type { Db } from '../../../../src-main/engine/storage/open.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../../../src-shared/settings.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { tempDb } from '../../../support/temp-db.ts';
import { indexAll, writeEvent } from '../audit/search-support.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 5, 12);
const always = () => false;

/** @param lastRun days ago; null: there was none yet. */
function setUp(chosen: Partial<Record<SettingKey, number>> = {}, lastRun: number | null = 1) {
  const db = tempDb();
  const began = NOW - (lastRun ?? 0) * DAY;
  if (lastRun !== null)
    db.prepare("INSERT INTO meta (key, value) VALUES ('retention', ?)").run(
      JSON.stringify({ began, done: true, reference: began, remembered: began }),
    );
  const clock = new FakeClock(NOW);
  const lines: Record<string, unknown>[] = [];
  const told = { changed: 0 };
  const settings = {
    get: <K extends SettingKey>(key: K) => (chosen[key] ?? SETTINGS[key].default) as SettingValue<K>,
  };
  const retention = createRetention({
    db,
    settings,
    clock,
    log: { log: (_level, message, fields) => void lines.push({ message, ...fields }) },
    changed: () => told.changed++,
  });
  const ago = (days: number, target = `${days} days`) =>
    writeEvent(db, { at: clock.now() - days * DAY, target });
  return { db, clock, chosen, lines, told, retention, ago, run: () => retention.run(always) };
}

const targets = (db: Db) => db.prepare('SELECT target FROM events ORDER BY id').pluck().all();
const count = (db: Db, from: string) => db.prepare(`SELECT count(*) FROM ${from}`).pluck().get();

function deliver(db: Db, eventId: number, status: string, daysAgo: number, targetId = 'phone'): void {
  db.prepare(
    `INSERT INTO outbox (account_id, event_id, target_id, target_label, status, attempts, created_at, held)
     VALUES ('default', ?, ?, 'Phone', ?, 1, ?, 0)`,
  ).run(eventId, targetId, status, NOW - daysAgo * DAY);
}

describe('the daily clean-up of the log', () => {
  it('deletes events that are older than 400 days, with all that hangs on them', async () => {
    const { db, run, ago } = setUp();
    const old = ago(401);
    ago(399);
    ago(0);
    deliver(db, old, 'delivered', 5);
    db.prepare('INSERT INTO left_out (event_id, subject) VALUES (?, ?)').run(old, 'a.example');
    indexAll(db);
    expect(await run()).toMatchObject({ events: 1 });
    expect(targets(db)).toEqual(['399 days', '0 days']);
    expect([count(db, 'outbox'), count(db, 'left_out')]).toEqual([0, 0]);
    expect(db.prepare("SELECT count(*) FROM search_terms WHERE text = '401 days'").pluck().get()).toBe(0);
    expect(count(db, 'event_terms')).toBe(6);
    expect(createEventQueries(db).list({ text: 'days', limit: 9 })).toHaveLength(2);
  });

  it('keeps what a person has set, from the next run on', async () => {
    const { chosen, db, clock, run, ago } = setUp();
    for (const days of [100, 40, 20, 0]) ago(days);
    expect(await run()).toMatchObject({ events: 0 });
    chosen['retention.eventsDays'] = 30;
    await clock.advance(DAY);
    expect(await run()).toMatchObject({ events: 2 });
    expect(targets(db)).toEqual(['20 days', '0 days']);
  });

  it.each(['queued', 'sending'])('keeps an event while a delivery of it is %s', async (status) => {
    const { db, run, ago } = setUp();
    deliver(db, ago(500), status, 500);
    deliver(db, ago(490), 'failed', 490);
    ago(0);
    await run();
    expect(targets(db)).toEqual(['500 days', '0 days']);
    expect(db.prepare('SELECT status FROM outbox').pluck().all()).toEqual([status]);
  });

  it('keeps an event that a mute hides and that may have to be told yet', async () => {
    const { db, run, ago } = setUp();
    const hidden = ago(450);
    ago(440);
    ago(0);
    db.prepare("INSERT INTO hidden_alerts (topic, subject, event_id) VALUES ('t', 's', ?)").run(hidden);
    await run();
    expect(targets(db)).toEqual(['450 days', '0 days']);
    expect(count(db, 'hidden_alerts')).toBe(1);
  });

  it('deletes deliveries after 90 days and leaves their events', async () => {
    const { db, run, ago } = setUp();
    const event = ago(200);
    deliver(db, event, 'delivered', 100, 'a');
    deliver(db, event, 'failed', 95, 'b');
    deliver(db, event, 'queued', 95, 'c');
    deliver(db, event, 'delivered', 80, 'd');
    expect(await run()).toMatchObject({ deliveries: 2, events: 0 });
    expect(db.prepare('SELECT target_id FROM outbox ORDER BY id').pluck().all()).toEqual(['c', 'd']);
    expect(targets(db)).toEqual(['200 days']);
  });

  it('deletes what the monitors leave where they are switched off', async () => {
    const { db, run, ago } = setUp({ 'retention.samplesDays': 100 });
    ago(0);
    const sample = db.prepare(
      "INSERT INTO mailbox_samples (account_id, mailbox, at, usage_mb) VALUES ('default', ?, ?, 1)",
    );
    for (const days of [300, 101, 99]) sample.run('gone@a.example', NOW - days * DAY);
    db.prepare(
      "INSERT INTO domains (account_id, domain, overall, since, checked_at) VALUES ('default', 'a.example', 'healthy', 0, 0)",
    ).run();
    const period = db.prepare(
      "INSERT INTO domain_statuses (account_id, domain, since, until, overall) VALUES ('default', 'a.example', ?, ?, 'healthy')",
    );
    period.run(NOW - 500 * DAY, NOW - 401 * DAY);
    period.run(NOW - 401 * DAY, NOW - 1 * DAY);
    db.prepare(
      "INSERT INTO scan_answers (account_id, monitor, subject, value, at) VALUES ('default', 'dns', 'a', '1', ?)",
    ).run(NOW - 2 * DAY);
    const mute = db.prepare('INSERT INTO mutes (subject, since, until) VALUES (?, 0, ?)');
    mute.run('over.example', NOW - 401 * DAY);
    mute.run('on.example', NOW + DAY);
    expect(await run()).toMatchObject({ samples: 2, history: 1, answers: 1, mutes: 1 });
    expect(count(db, 'mailbox_samples')).toBe(1);
    expect(db.prepare('SELECT subject FROM mutes').pluck().all()).toEqual(['on.example']);
  });

  it('runs once a day and says what it deleted', async () => {
    const { clock, lines, told, run, ago, retention } = setUp();
    ago(401);
    ago(0);
    await run();
    expect(lines).toEqual([expect.objectContaining({ message: 'Daily clean-up', events: 1, deliveries: 0 })]);
    expect(told.changed).toBe(1);
    await clock.advance(DAY - 3_600_000 - 1);
    expect(retention.isDue()).toBe(false);
    expect(await run()).toBeUndefined();
    await clock.advance(1);
    expect(await run()).toMatchObject({ events: 0 });
    // Nothing changed: nobody has to look again.
    expect(told.changed).toBe(1);
  });

  it('that is cut off goes on with the next start, where it stopped', async () => {
    const { db, clock, retention, run, ago } = setUp();
    db.transaction(() => {
      for (let number = 0; number < 3_000; number++) ago(500, `old ${number}`);
    })();
    const young = ago(0, 'young');
    indexAll(db);
    let slices = 0;
    await retention.run(() => slices++ >= 2);
    const left = count(db, 'events');
    expect(left).toBeGreaterThan(1);
    await clock.advance(60_000);
    expect(await run()).toMatchObject({ events: Number(left) - 1 });
    expect(db.prepare('SELECT id FROM events').pluck().all()).toEqual([young]);
    expect(count(db, 'event_terms')).toBe(3);
    expect(retention.isDue()).toBe(false);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });
});

describe('the daily clean-up under clocks that are wrong', () => {
  it('a clock that is a day ahead costs no more than a day’s worth', async () => {
    const { db, clock, run, ago } = setUp();
    for (const days of [402, 401, 400.5, 399.5, 398.5, 0]) ago(days);
    clock.jumpTo(NOW + DAY);
    await run();
    expect(targets(db)).toEqual(['398.5 days', '0 days']);
  });

  it('a clock that is ten years ahead does not wipe the log, however long it stands', async () => {
    const { db, clock, run, ago } = setUp();
    db.transaction(() => {
      for (let days = 410; days >= 0; days -= 1) ago(days);
    })();
    await run();
    const before = Number(count(db, 'events'));
    clock.jumpTo(NOW + 3_650 * DAY);
    for (let day = 0; day < 5; day++) {
      await run();
      ago(0, 'from the future');
      await clock.advance(DAY);
    }
    const lost = before + 5 - Number(count(db, 'events'));
    expect(lost).toBeLessThanOrEqual(10);
    // Right again: what was told of the future is not believed, and holds nothing up for ten years.
    clock.jumpTo(NOW + 40 * DAY);
    for (let day = 0; day < 60; day++) {
      await run();
      await clock.advance(DAY);
    }
    const oldest = db.prepare("SELECT min(at) FROM events WHERE target <> 'from the future'").pluck().get();
    expect(Number(oldest)).toBeGreaterThanOrEqual(clock.now() - 402 * DAY);
    expect(Number(oldest)).toBeLessThanOrEqual(clock.now() - 398 * DAY);
  });

  it('the first run of all, on a clock that is ten years ahead, is no catastrophe', async () => {
    const { db, clock, run, ago } = setUp({}, null);
    db.transaction(() => {
      for (let days = 405; days >= 0; days -= 1) ago(days);
    })();
    clock.jumpTo(NOW + 3_650 * DAY);
    await run();
    for (let number = 0; number < 5; number++) ago(0, 'from the future');
    await clock.advance(DAY);
    await run();
    expect(Number(count(db, 'events'))).toBeGreaterThanOrEqual(406 + 5 - 4);
  });

  it('events that were recorded while the clock stood in 1970 are as young as their neighbours', async () => {
    const { db, run, ago } = setUp();
    ago(401);
    ago(300);
    writeEvent(db, { at: 1_000, target: 'of 1970' });
    ago(0);
    await run();
    expect(targets(db)).toEqual(['300 days', 'of 1970', '0 days']);
  });

  it('a clock that went back deletes nothing', async () => {
    const { db, clock, run, ago } = setUp();
    for (const days of [390, 5, 0]) ago(days);
    clock.jumpTo(0);
    expect(await run()).toMatchObject({ events: 0, deliveries: 0 });
    clock.jumpTo(NOW - DAY);
    expect(await run()).toMatchObject({ events: 0 });
    expect(targets(db)).toHaveLength(3);
  });
});
