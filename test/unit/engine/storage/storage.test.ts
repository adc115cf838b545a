import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import {
  dailyBackup,
  dailyBackups,
  RestoreError,
  restoreFrom,
} from '../../../../src-main/engine/storage/backup.ts';
import { prepareDataFolder } from '../../../../src-main/engine/storage/data-folder.ts';
import { acquireMonitorLock, lockHolder } from '../../../../src-main/engine/storage/lock.ts';
import { SCHEMA_VERSION } from '../../../../src-main/engine/storage/migrate.ts';
import { openDatabase } from '../../../../src-main/engine/storage/open.ts';
import { openOrRecover } from '../../../../src-main/engine/storage/open-or-recover.ts';
import { addAccount, tempFolder } from '../../../support/temp-db.ts';

const NOW = Date.UTC(2026, 0, 5, 12);
const DAY = 86_400_000;

describe('the database file', () => {
  it('is for this user only, journals included, and has the newest schema', () => {
    const folder = tempFolder();
    const db = openDatabase(join(folder, 'a.db'));
    addAccount(db, 'default');
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0);
    expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.close();
  });

  it('refuses a file of a newer version instead of damaging it', () => {
    const file = join(tempFolder(), 'a.db');
    openDatabase(file).close();
    const raw = new Database(file);
    raw.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    raw.close();
    expect(() => openDatabase(file)).toThrow(/newer version/);
  });

  it('takes the state of an account along when the account is removed, and keeps its events', () => {
    const db = openDatabase(join(tempFolder(), 'a.db'));
    addAccount(db, 'default');
    db.exec(`INSERT INTO domains (account_id, domain, overall, since, checked_at) VALUES ('default', 'a.example', 'healthy', 0, 0);
      INSERT INTO events (account_id, at, action, severity, actor, target, details) VALUES ('default', 0, 'domain.create', 'info', 'x', 'y', '{}');
      DELETE FROM accounts;`);
    expect(db.prepare('SELECT count(*) FROM domains').pluck().get()).toBe(0);
    expect(db.prepare('SELECT account_id FROM events').pluck().all()).toEqual([null]);
    db.close();
  });
});

describe('daily backups', () => {
  it('keeps the newest seven, each a sound copy', async () => {
    const folder = tempFolder();
    const db = openDatabase(join(folder, 'a.db'));
    addAccount(db, 'default');
    const backups = prepareDataFolder(folder, {}).backups;
    for (let day = 0; day < 9; day++) await dailyBackup(db, backups, NOW + day * DAY);
    const kept = dailyBackups(backups);
    expect(kept).toHaveLength(7);
    expect(kept[0]).toMatch(/2026-01-13\.db$/);
    expect(readdirSync(backups).filter((name) => name.endsWith('.partial'))).toEqual([]);
    const copy = new Database(kept[0] ?? '', { readonly: true });
    expect(copy.prepare('SELECT id FROM accounts').pluck().all()).toEqual(['default']);
    copy.close();
    db.close();
  });

  it('refuses to restore what is not a backup, and leaves the database alone', async () => {
    const folder = tempFolder();
    const file = join(folder, 'a.db');
    openDatabase(file).close();
    const other = join(folder, 'other.db');
    const raw = new Database(other);
    raw.exec('CREATE TABLE t (x)');
    raw.close();
    const garbage = join(folder, 'garbage.db');
    writeFileSync(garbage, 'not a database at all, just text'.repeat(100));
    await expect(restoreFrom(other, file, NOW)).rejects.toThrow(RestoreError);
    await expect(restoreFrom(garbage, file, NOW)).rejects.toThrow(RestoreError);
    await expect(restoreFrom(join(folder, 'none.db'), file, NOW)).rejects.toThrow(/no file/);
    expect(readdirSync(folder).some((name) => name.includes('before-restore'))).toBe(false);
  });
});

describe('a corrupt database at start', () => {
  async function corruptOne(withBackup: boolean) {
    const folder = tempFolder();
    const paths = prepareDataFolder(folder, {});
    const db = openDatabase(paths.database);
    addAccount(db, 'default');
    if (withBackup) await dailyBackup(db, paths.backups, NOW);
    db.close();
    writeFileSync(paths.database, Buffer.alloc(statSync(paths.database).size, 0x5a));
    return paths;
  }

  it('is set aside, and the newest daily backup takes its place', async () => {
    const paths = await corruptOne(true);
    const { db, notices } = await openOrRecover(paths.database, paths.backups, NOW, () => true);
    expect(db.prepare('SELECT id FROM accounts').pluck().all()).toEqual(['default']);
    expect(notices[0]?.message).toMatch(/set aside.*backup of 2026-01-05 was restored/s);
    expect(readdirSync(paths.folder).some((name) => name.includes('.corrupt-'))).toBe(true);
    db.close();
  });

  it('is replaced by a new one where there is no backup, and says so', async () => {
    const paths = await corruptOne(false);
    const { db, notices } = await openOrRecover(paths.database, paths.backups, NOW, () => true);
    expect(db.prepare('SELECT count(*) FROM accounts').pluck().get()).toBe(0);
    expect(notices[0]?.message).toMatch(/no backup/);
    db.close();
  });

  it('falls back to an older backup when the newest is damaged too', async () => {
    const paths = await corruptOne(true);
    writeFileSync(join(paths.backups, 'mxroute-manager-2026-01-06.db'), 'junk');
    const { db, notices } = await openOrRecover(paths.database, paths.backups, NOW, () => true);
    expect(notices[0]?.message).toMatch(/2026-01-05/);
    db.close();
  });

  it('is left alone while another process uses it', async () => {
    const paths = await corruptOne(true);
    await expect(openOrRecover(paths.database, paths.backups, NOW, () => false)).rejects.toThrow(/damaged/);
    expect(readdirSync(paths.folder).some((name) => name.includes('.corrupt-'))).toBe(false);
  });

  it('a truncated file is noticed as well', async () => {
    const folder = tempFolder();
    const paths = prepareDataFolder(folder, {});
    openDatabase(paths.database).close();
    truncateSync(paths.database, 4096 * 3 + 100);
    const { notices } = await openOrRecover(paths.database, paths.backups, NOW, () => true);
    expect(notices).toHaveLength(1);
  });
});

describe('the data folder', () => {
  it('is made for this user only', () => {
    const folder = join(tempFolder(), 'deep', 'er');
    prepareDataFolder(folder, {});
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('says what to do when it cannot be written', () => {
    const file = join(tempFolder(), 'a-file');
    writeFileSync(file, '');
    expect(() => prepareDataFolder(join(file, 'data'), {})).toThrow(/cannot be written.*MXM_DATA_DIR/s);
  });

  it('follows DATABASE_FILE and LOG_DIR', () => {
    const folder = tempFolder();
    const paths = prepareDataFolder(folder, { DATABASE_FILE: 'x/y.db', LOG_DIR: '/var/tmp/logs' });
    expect(paths.database).toBe(join(folder, 'x', 'y.db'));
    expect(paths.logs).toBe('/var/tmp/logs');
  });
});

describe('the monitor lock', () => {
  it('is held by one process at a time and free after release', () => {
    const database = join(tempFolder(), 'a.db');
    const lock = acquireMonitorLock(database);
    expect(lock).toBeDefined();
    expect(lockHolder(database)).toBe(process.pid);
    expect(acquireMonitorLock(database)).toBeUndefined();
    lock?.release();
    const again = acquireMonitorLock(database);
    expect(again).toBeDefined();
    again?.release();
  });

  it('is freed by the system when its holder is killed', () => {
    const database = join(tempFolder(), 'a.db');
    const script = `
      const Database = require(${JSON.stringify(createRequire(import.meta.url).resolve('better-sqlite3'))});
      const db = new Database(${JSON.stringify(`${database}.lock`)}, { timeout: 0 });
      db.pragma('journal_mode = DELETE'); db.exec('BEGIN EXCLUSIVE');
      process.kill(process.pid, 'SIGKILL');`;
    const { signal } = spawnSync(process.execPath, ['-e', script]);
    expect(signal).toBe('SIGKILL');
    expect(existsSync(`${database}.lock`)).toBe(true);
    const lock = acquireMonitorLock(database);
    expect(lock).toBeDefined();
    lock?.release();
  });
});
