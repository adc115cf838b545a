import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../../src-main/engine/storage/open.ts';
import { AUDIT_ACTION_NAMES, actionDefinition } from '../../../../src-shared/audit-actions.ts';
import { tempFolder } from '../../../support/temp-db.ts';

const MIGRATIONS = resolve(import.meta.dirname, '../../../../src-main/engine/storage/migrations');
const ACCOUNT = `INSERT INTO accounts (id, label, server, username, api_url, created_at)
                 VALUES ('default', 'a', 's', 'u', 'https://api.mxroute.com', 0)`;
const LOST = AUDIT_ACTION_NAMES.filter((name) => {
  const { monitor, destructive } = actionDefinition(name);
  return monitor === 'watch' && destructive;
}).sort();

/** What is subscribed after an update from the version before the account watch. */
function subscribedAfterUpdate(...statements: string[]): string[] {
  const file = join(tempFolder(), 'app.db');
  const old = new Database(file);
  for (const name of readdirSync(MIGRATIONS).sort().slice(0, 5))
    old.exec(readFileSync(join(MIGRATIONS, name), 'utf8'));
  for (const statement of [...statements, 'PRAGMA user_version = 5']) old.exec(statement);
  old.close();
  const db = openDatabase(file);
  onTestFinished(() => void db.close());
  return db.prepare('SELECT action FROM subscriptions ORDER BY action').pluck().all() as string[];
}
const subscribe = (...actions: string[]) =>
  `INSERT INTO subscriptions (action) VALUES ${actions.map((action) => `('${action}')`).join()}`;

describe('the account watch, which an update brings switched on', () => {
  it('tells who is told of something of what is lost, and of nothing else that was not ticked', () => {
    expect(LOST).toHaveLength(6);
    expect(subscribedAfterUpdate(ACCOUNT, subscribe('dns.health_alert'))).toEqual(
      ['dns.health_alert', ...LOST].sort(),
    );
  });
  it('leaves what was ticked beforehand', () => {
    const ticked = subscribedAfterUpdate(ACCOUNT, subscribe('mailbox.delete', 'mailbox.create'));
    expect(ticked).toEqual(['mailbox.create', ...LOST].sort());
  });
  it('stays silent for who listens to nothing', () => {
    expect(subscribedAfterUpdate(ACCOUNT)).toEqual([]);
  });
  it('leaves everything to the set-up where there is no account yet', () => {
    expect(subscribedAfterUpdate(subscribe('notification.test'))).toEqual(['notification.test']);
  });
});
