import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../src-main/engine/storage/open.ts';
import { tempFolder } from '../../../support/temp-db.ts';

const MIGRATIONS = resolve(import.meta.dirname, '../../../../src-main/engine/storage/migrations');

/** A database as the version with this schema left it, with one delivery of each state. */
function databaseOf(version: number): string {
  const file = join(tempFolder(), 'app.db');
  const db = new Database(file);
  for (const name of readdirSync(MIGRATIONS).sort().slice(0, version))
    db.exec(readFileSync(join(MIGRATIONS, name), 'utf8'));
  db.exec(`
    INSERT INTO events (at, action, severity, actor, target, details) VALUES
      (1, 'dns.health_alert', 'failure', 'monitor', 'a', '{}'), (2, 'dns.health_alert', 'failure', 'monitor', 'b', '{}');
    INSERT INTO outbox (event_id, target_id, target_label, status, attempts, created_at, first_attempt_at,
      next_attempt_at, delivered_at, duration_ms, last_error) VALUES
      (1, 'x', 'X', 'delivered', 2, 10, 11, NULL, 12, 13, NULL), (1, 'y', 'Y', 'failed', 9, 10, 11, NULL, 14, NULL, '401'),
      (2, 'x', 'X', 'queued', 1, 20, 21, 22, NULL, NULL, '500'), (2, 'y', 'Y', 'sending', 1, 20, 21, NULL, NULL, NULL, NULL);
    PRAGMA user_version = ${version};`);
  db.close();
  return file;
}

describe('what mutes hid under schema 4', () => {
  it('stays decided as it was judged then: by the time of the event', () => {
    const file = databaseOf(4);
    const old = new Database(file);
    const lists = JSON.stringify({ domains: [{ domain: 'm' }, { domain: 'n' }] });
    old.exec(`
      INSERT INTO mutes (subject, since, until) VALUES ('m', 100, 200), ('x@m', 100, 200), ('m', 300, 400);
      INSERT INTO events (id, at, action, severity, actor, target, details) VALUES
        (11, 100, 'dns.health_alert', 'failure', 'monitor', '2 domains', '${lists}'),
        (12, 150, 'dns.health_alert', 'failure', 'monitor', '2 domains', '${lists}'),
        (13, 200, 'mailbox.quota_alert', 'warning', 'monitor', 'x@m', '{"mailboxes":[{"mailbox":"x@m","domain":"m"}]}'),
        (14, 150, 'settings.update', 'info', 'window', 'm', '{}'),
        (15, 350, 'domain.delete', 'warning', 'window', 'm', '{}'),
        (16, 350, 'dns.health_recovered', 'success', 'monitor', 'm', '{}');
      INSERT INTO hidden_alerts (topic, subject, event_id) VALUES ('a', 'm', 12), ('b', 'm', 16);`);
    old.close();
    const db = openDatabase(file);
    const read = (sql: string) => db.prepare(sql).raw().all();
    expect(read('SELECT event_id, subject FROM left_out ORDER BY event_id')).toEqual([
      [12, 'm'],
      [13, 'x@m'],
      [15, 'm'],
      [16, 'm'],
    ]);
    expect(read('SELECT topic, known FROM hidden_alerts ORDER BY topic')).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
    db.close();
  });
});

describe.each([1, 2, 3])('an outbox of schema %d', (version) => {
  it('is taken along whole', () => {
    const file = databaseOf(version);
    const old = new Database(file);
    const before = old.prepare('SELECT * FROM outbox ORDER BY id').all() as object[];
    old.close();
    const db = openDatabase(file);
    expect(db.prepare('SELECT * FROM outbox ORDER BY id').all()).toEqual(
      before.map((row) => ({ ...row, subject: null, held: 0, again: 0, held_at: null })),
    );
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.prepare('DELETE FROM events WHERE id = 1').run();
    expect(db.prepare('SELECT id FROM outbox').pluck().all()).toEqual([3, 4]);
    db.close();
  });

  it('still takes each event once per target, and each subject of it once more', () => {
    const db = openDatabase(databaseOf(version));
    const insert = db.prepare(
      "INSERT INTO outbox (event_id, subject, target_id, target_label, status, created_at) VALUES (1, ?, 'x', 'X', 'queued', 0)",
    );
    expect(() => insert.run(null)).toThrow(/UNIQUE/);
    insert.run('a');
    expect(() => insert.run('a')).toThrow(/UNIQUE/);
    db.close();
  });
});
