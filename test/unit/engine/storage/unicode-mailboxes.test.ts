import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { namesInUnicode } from '../../../../src-main/engine/storage/names-in-unicode.ts';
import { type Db, openDatabase } from '../../../../src-main/engine/storage/open.ts';
import { tempFolder } from '../../../support/temp-db.ts';

const MIGRATIONS = resolve(import.meta.dirname, '../../../../src-main/engine/storage/migrations');
const OLD = 'info@xn--mller-kva.example';
const NEW = 'info@müller.example';
const alert = (...names: string[]) =>
  JSON.stringify({
    mailboxes: names.map((mailbox) => ({ mailbox, domain: mailbox.split('@')[1], value: 950 })),
  });

/** A database as versions before this one left it: mailboxes named as MXroute spells them. */
function updated(version: number): Db {
  const file = join(tempFolder(), 'app.db');
  const old = new Database(file);
  for (const name of readdirSync(MIGRATIONS).sort().slice(0, version))
    old.exec(readFileSync(join(MIGRATIONS, name), 'utf8'));
  old.exec(`
    INSERT INTO accounts (id, label, server, username, api_url, created_at) VALUES
      ('default', 'a', 's', 'u', 'https://api.mxroute.com', 0), ('second', 'b', 's', 'v', 'https://api.mxroute.com', 0);
    INSERT INTO mailboxes VALUES
      ('default', '${OLD}', 'xn--mller-kva.example', 1000, 950, 0, 0, 0, 7),
      ('default', 'info@a.example', 'a.example', 1000, 950, 0, 0, 0, 7),
      ('second', '${OLD}', 'xn--mller-kva.example', 1000, 10, 0, 0, 0, 7);
    INSERT INTO mailbox_alarms VALUES ('default', '${OLD}', 'storage', 5), ('default', 'info@a.example', 'sends', 6);
    INSERT INTO mailbox_samples (account_id, mailbox, at, usage_mb) VALUES
      ('default', '${OLD}', 1, 900), ('default', '${OLD}', 2, 950), ('default', 'gone@xn--mller-kva.example', 1, 1),
      ('default', 'info@a.example', 1, 900), ('second', '${OLD}', 1, 10);
    INSERT INTO events (id, at, action, severity, actor, target, details) VALUES
      (1, 1, 'mailbox.quota_alert', 'warning', 'monitor', '${OLD}', '${alert(OLD)}'),
      (2, 2, 'mailbox.quota_alert', 'warning', 'monitor', '2 mailboxes', '${alert(OLD, 'info@a.example')}'),
      (3, 3, 'settings.update', 'info', 'window', '${OLD}', '{}'),
      (4, 4, 'dns.health_alert', 'failure', 'monitor', 'müller.example', '{"found":["v=spf1 include:xn--mller-kva.example"]}');
    INSERT INTO mutes VALUES ('${OLD}', 1, 99), ('info@a.example', 1, 99);
    INSERT INTO left_out VALUES (2, '${OLD}');
    INSERT INTO hidden_alerts (topic, subject, event_id) VALUES ('mailbox.quota|default|${OLD}', '${OLD}', 2);
    INSERT INTO outbox (event_id, subject, target_id, target_label, status, created_at) VALUES
      (1, '${OLD}', 'x', 'X', 'queued', 0), (1, NULL, 'x', 'X', 'delivered', 0);
    PRAGMA user_version = ${version}`);
  old.close();
  const db = openDatabase(file);
  onTestFinished(() => void db.close());
  return db;
}

describe.each([5, 6])('mailboxes of international domains in a database of schema %d', (version) => {
  it('are named in Unicode, with their alarms and all of their history', () => {
    const db = updated(version);
    const read = (sql: string) => db.prepare(sql).raw().all();
    expect(read('SELECT account_id, mailbox, domain, usage_mb FROM mailboxes ORDER BY 1, 2')).toEqual([
      ['default', 'info@a.example', 'a.example', 950],
      ['default', NEW, 'xn--mller-kva.example', 950],
      ['second', NEW, 'xn--mller-kva.example', 10],
    ]);
    expect(read('SELECT * FROM mailbox_alarms ORDER BY since')).toEqual([
      ['default', NEW, 'storage', 5],
      ['default', 'info@a.example', 'sends', 6],
    ]);
    expect(read('SELECT account_id, mailbox, at, usage_mb FROM mailbox_samples ORDER BY 1, 2, 3')).toEqual([
      ['default', 'gone@müller.example', 1, 1],
      ['default', 'info@a.example', 1, 900],
      ['default', NEW, 1, 900],
      ['default', NEW, 2, 950],
      ['second', NEW, 1, 10],
    ]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('stay muted, and what was hidden or is still to be delivered of them goes by the same name', () => {
    const db = updated(version);
    const read = (sql: string) => db.prepare(sql).raw().all();
    expect(read('SELECT subject FROM mutes ORDER BY 1')).toEqual([['info@a.example'], [NEW]]);
    expect(read('SELECT * FROM left_out')).toEqual([[2, NEW]]);
    expect(read('SELECT topic, subject FROM hidden_alerts')).toEqual([[`mailbox.quota|default|${NEW}`, NEW]]);
    expect(read('SELECT subject, status FROM outbox ORDER BY id')).toEqual([
      [NEW, 'queued'],
      [null, 'delivered'],
    ]);
    expect(read('SELECT target, details FROM events ORDER BY id')).toEqual([
      [NEW, alert(NEW)],
      ['2 mailboxes', alert(NEW, 'info@a.example')],
      [NEW, '{}'],
      ['müller.example', '{"found":["v=spf1 include:xn--mller-kva.example"]}'],
    ]);
  });
});

it.each([
  ['info@XN--MLLER-KVA.example', 'info@müller.example'],
  ['xn--mller-kva.example', 'müller.example'],
  ['mail.xn--mller-kva.example.', 'mail.müller.example'],
  ['xn--mller-kva@a.example', 'xn--mller-kva@a.example'],
  ['xn--mller-kva@xn--bcher-kva.example', 'xn--mller-kva@bücher.example'],
  ['info@xn--0.example', 'info@xn--0.example'],
  ['2 mailboxes', '2 mailboxes'],
  ['', ''],
])('%j becomes %j', (text, shown) => {
  expect(namesInUnicode(text)).toBe(shown);
});
