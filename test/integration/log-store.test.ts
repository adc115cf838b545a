import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Engine } from '../../src-main/engine/engine.ts';
import { systemClock } from '../../src-main/engine/platform/clock.ts';
import { createRetention } from '../../src-main/engine/retention/retention.ts';
import { openDatabase } from '../../src-main/engine/storage/open.ts';
import type { IpcInput } from '../../src-shared/ipc/contract.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../src-shared/settings.ts';
import type { DeliveryRow } from '../../src-shared/views/log.ts';
import { fillBigData } from '../support/big-data.ts';
import { tempFolder } from '../support/temp-db.ts';
import { openTestEngine } from '../support/test-engine.ts';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 0, 5, 12);
const LONGEST_MS = 50;
const SIZE = { accountId: 'default', otherAccountId: 'other', domains: 50, mailboxes: 500 };
const MIGRATIONS = resolve(import.meta.dirname, '../../src-main/engine/storage/migrations');

function filled(events: number, deliveries: number): string {
  const folder = tempFolder();
  const db = openDatabase(join(folder, 'mxroute-manager.db'));
  fillBigData(db, { ...SIZE, events, deliveries, seed: 7, now: NOW });
  db.close();
  return folder;
}

const open = (dataDir: string, shell: 'reader' | 'headless' = 'reader'): Promise<Engine> =>
  openTestEngine({ dataDir, shell, clock: systemClock });

/** The most processor time of this thread between two turns of the event loop: what others wait for, however busy the machine is. */
async function longestTurn(work: Promise<unknown>): Promise<number> {
  let isOver = false;
  const done = work.finally(() => {
    isOver = true;
  });
  let longest = 0;
  const total = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  };
  for (let last = total(); !isOver; ) {
    await new Promise((turn) => setImmediate(turn));
    const now = total();
    longest = Math.max(longest, now - last);
    last = now;
  }
  await done;
  return longest;
}

async function allEvents(engine: Engine, query: IpcInput<'events.list'>): Promise<number[]> {
  const ids: number[] = [];
  for (let before: number | null | undefined; before !== null; ) {
    const page = await engine.call('events.list', { ...query, ...(before === undefined ? {} : { before }) });
    if (!page.ok) throw new Error(page.message);
    ids.push(...page.value.events.map(({ id }) => id));
    before = page.value.nextBefore;
  }
  return ids;
}

describe('a log of years', () => {
  it('answers the window’s questions with what the rows say', async () => {
    const engine = await open(filled(30_000, 5_000));
    const { db } = engine.parts;
    const rows = (where: string) =>
      db.prepare(`SELECT id FROM events WHERE ${where} ORDER BY id DESC`).pluck().all() as number[];
    const from = NOW - 300 * DAY_MS;
    const to = NOW - 290 * DAY_MS;
    const cases: [IpcInput<'events.list'>, string][] = [
      [{ actions: ['monitor.failed'] }, "action = 'monitor.failed'"],
      [{ account: 'other' }, "account_id = 'other'"],
      [{ groups: ['DNS'], account: 'default' }, "action LIKE 'dns.%' AND account_id = 'default'"],
      [
        { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
        `at >= ${from} AND at < ${to}`,
      ],
      [{ text: 'LIST12.' }, "instr(target || details, 'list12.') > 0"],
      [{ text: 'mxroute ACCOUNT', groups: ['Spam'] }, "action LIKE 'spam.%'"],
      [{ text: 'no such name' }, 'FALSE'],
    ];
    for (const [query, where] of cases)
      expect(await allEvents(engine, { ...query, limit: 200 }), where).toEqual(rows(where));
  });

  it('lists deliveries with what they were about, and those of an event with it', async () => {
    const engine = await open(filled(3_000, 500));
    const deliveries: DeliveryRow[] = [];
    for (let before: number | null | undefined; before !== null; ) {
      const filter = { status: 'failed', targetId: 'bigphone', limit: 2 } as const;
      const page = await engine.call('deliveries.list', {
        ...filter,
        ...(before === undefined ? {} : { before }),
      });
      if (!page.ok) throw new Error(page.message);
      deliveries.push(...page.value.deliveries);
      before = page.value.nextBefore;
    }
    const wanted = engine.parts.db
      .prepare(
        `SELECT outbox.id, events.target AS eventTarget FROM outbox JOIN events ON events.id = event_id
         WHERE status = 'failed' AND target_id = 'bigphone' ORDER BY outbox.id DESC`,
      )
      .all();
    expect(wanted.length).toBeGreaterThan(0);
    expect(deliveries.map(({ id, eventTarget }) => ({ id, eventTarget }))).toEqual(wanted);
    const { eventId } = deliveries[0] ?? { eventId: 0 };
    const event = await engine.call('events.get', eventId);
    expect(event).toMatchObject({ ok: true, value: { event: { id: eventId } } });
  });

  it('lists the deliveries of one account only, whichever it is', async () => {
    const engine = await open(filled(30_000, 30_000));
    const { db } = engine.parts;
    // Old and rare: what is younger belongs to the other account.
    const first = db.prepare('SELECT min(id) FROM outbox').pluck().get();
    db.prepare("UPDATE outbox SET account_id = 'other' WHERE id = ?").run(first);
    const page = await engine.call('deliveries.list', { accountId: 'other', limit: 200 });
    if (!page.ok) throw new Error(page.message);
    const wanted = db
      .prepare("SELECT id FROM outbox WHERE account_id = 'other' ORDER BY id DESC")
      .pluck()
      .all();
    expect(wanted).toContain(first);
    expect(page.value.deliveries.map(({ id }) => id)).toEqual(wanted);
    expect(page.value.nextBefore).toBeNull();
    const none = await engine.call('deliveries.list', { accountId: 'gone' });
    expect(none).toEqual({ ok: true, value: { deliveries: [], nextBefore: null } });
  });

  it('is exported whole, and nobody waits for it', async () => {
    const folder = filled(10_000, 0);
    const engine = await open(folder);
    const file = join(folder, 'log.csv');
    const work = engine.exportEvents({ format: 'csv', groups: ['Mailboxes'] }, file);
    const longest = await longestTurn(work);
    const wanted = engine.parts.db
      .prepare("SELECT count(*) FROM events WHERE action LIKE 'mailbox.%'")
      .pluck()
      .get();
    expect(await work).toEqual({ ok: true, value: { file, events: wanted } });
    expect(readFileSync(file, 'utf8').trimEnd().split('\r\n')).toHaveLength(Number(wanted) + 1);
    expect(longest).toBeLessThan(LONGEST_MS);
  });

  it('is cleaned of most of it in slices, and stays searchable', async () => {
    const db = openDatabase(join(filled(30_000, 5_000), 'mxroute-manager.db'));
    onTestFinished(() => void db.close());
    const get = <K extends SettingKey>(key: K): SettingValue<K> =>
      (key === 'retention.eventsDays' ? 30 : SETTINGS[key].default) as SettingValue<K>;
    const clock = { now: () => NOW };
    const retention = createRetention({
      db,
      clock,
      settings: { get },
      log: { log: () => undefined },
      changed: () => undefined,
    });
    const work = retention.run(() => false);
    expect(await longestTurn(work)).toBeLessThan(LONGEST_MS);
    expect((await work)?.events).toBeGreaterThan(25_000);
    const oldest = db.prepare('SELECT min(at) FROM events').pluck().get();
    expect(Number(oldest)).toBeGreaterThanOrEqual(NOW - 32 * DAY_MS);
    expect(
      db
        .prepare('SELECT count(*) FROM event_terms WHERE event_id NOT IN (SELECT id FROM events)')
        .pluck()
        .get(),
    ).toBe(0);
    expect(
      db
        .prepare(
          `SELECT count(*) FROM search_terms AS term
           WHERE events <> (SELECT count(*) FROM event_terms WHERE term_id = term.id) OR events = 0`,
        )
        .pluck()
        .get(),
    ).toBe(0);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });
});

describe('a log of before the search index', () => {
  function ofSchema5(events: number): string {
    const folder = tempFolder();
    const db = new Database(join(folder, 'mxroute-manager.db'));
    for (const name of readdirSync(MIGRATIONS).sort().slice(0, 5))
      db.exec(readFileSync(join(MIGRATIONS, name), 'utf8'));
    db.pragma('user_version = 5');
    const insert = db.prepare(
      "INSERT INTO events (at, action, severity, actor, target, details) VALUES (?, 'dns.health_alert', 'failure', 'monitor', ?, '{}')",
    );
    db.transaction(() => {
      for (let count = 0; count < events; count++) insert.run(NOW - DAY_MS, `d${count}.example`);
    })();
    db.close();
    return folder;
  }

  it('is searched from the first moment, and indexed while the app runs', async () => {
    const engine = await open(ofSchema5(2_000), 'headless');
    const range = () => engine.parts.db.prepare('SELECT first, last FROM search_range').get();
    expect(range()).toEqual({ first: 2_001, last: 2_000 });
    expect(await allEvents(engine, { text: 'D17.EXAMPLE' })).toEqual([18]);
    await engine.start();
    await vi.waitFor(() => expect(range()).toEqual({ first: 1, last: 2_000 }), { timeout: 20_000 });
    expect(await allEvents(engine, { text: 'D17.EXAMPLE' })).toEqual([18]);
  });
});
