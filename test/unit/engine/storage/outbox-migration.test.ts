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

describe.each([1, 2, 3])('an outbox of schema %d', (version) => {
  it('is taken along whole', () => {
    const file = databaseOf(version);
    const old = new Database(file);
    const before = old.prepare('SELECT * FROM outbox ORDER BY id').all() as object[];
    old.close();
    const db = openDatabase(file);
    expect(db.prepare('SELECT * FROM outbox ORDER BY id').all()).toEqual(
      before.map((row) => ({ ...row, subject: null, held: 0, again: 0 })),
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
