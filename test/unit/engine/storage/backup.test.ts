import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Maintenance } from '../../../../src-main/engine/maintenance.ts';
import { backupTo, dailyBackup, restoreFrom } from '../../../../src-main/engine/storage/backup.ts';
import { openDatabase } from '../../../../src-main/engine/storage/open.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../../../src-shared/settings.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { tempDb, tempFolder } from '../../../support/temp-db.ts';

describe('a backup', () => {
  it('is for this user only while it is being written: it may hold secrets, in a folder that others read', async () => {
    const db = tempDb();
    const folder = tempFolder();
    const modes: number[] = [];
    const backup = db.backup.bind(db);
    db.backup = (file, options) =>
      backup(file, {
        ...options,
        progress: () => {
          modes.push(statSync(file).mode & 0o777);
          return 100;
        },
      });
    await backupTo(db, join(folder, 'b.db'));
    expect(modes.length).toBeGreaterThan(0);
    expect(new Set(modes)).toEqual(new Set([0o600]));
    expect(statSync(join(folder, 'b.db')).mode & 0o777).toBe(0o600);
  });

  it('that fails leaves no half copy on a disk that may be full', async () => {
    const folder = tempFolder();
    const db = tempDb();
    db.backup = async (file) => {
      expect(existsSync(file)).toBe(true);
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    };
    await expect(backupTo(db, join(folder, 'b.db'))).rejects.toThrow('full');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that was cut off leaves nothing behind for longer than a day', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'mxroute-manager-2026-01-04.db.partial'), 'half of it');
    writeFileSync(join(folder, 'my own.db.partial'), 'not ours');
    await dailyBackup(tempDb(), folder, Date.UTC(2026, 0, 5));
    expect(readdirSync(folder).sort()).toEqual(['mxroute-manager-2026-01-05.db', 'my own.db.partial']);
  });

  it('that cannot be made stops neither the next try nor the end of the app', async () => {
    const folder = tempFolder();
    const backups = join(folder, 'backups');
    writeFileSync(backups, 'no folder any more');
    const logged: string[] = [];
    const clock = new FakeClock();
    const db = tempDb();
    const maintenance = new Maintenance({
      db,
      backups,
      settings: { get: <K extends SettingKey>(key: K) => SETTINGS[key].default as SettingValue<K> },
      clock,
      log: { log: (_level, message) => logged.push(message) },
      changed: () => undefined,
    });
    maintenance.start();
    await clock.advance(30_000);
    await expect(maintenance.stop()).resolves.toBeUndefined();
    expect(logged.filter((line) => line !== 'Daily clean-up')).toEqual([
      'The daily backup could not be made',
    ]);
  });
});

describe('restoring', () => {
  it('refuses while somebody has the database open: they would go on in the one that was set aside', async () => {
    const folder = tempFolder();
    const database = join(folder, 'a.db');
    const open = openDatabase(database);
    const backup = join(folder, 'b.db');
    await backupTo(open, backup);
    await expect(restoreFrom(backup, database, 0)).rejects.toMatchObject({ code: 'restore_refused' });
    open.prepare("INSERT INTO meta (key, value) VALUES ('still', 'here')").run();
    open.close();
    expect(readdirSync(folder).some((name) => name.includes('before-restore'))).toBe(false);

    const aside = await restoreFrom(backup, database, 0);
    expect(aside).toBeDefined();
    const kept = openDatabase(aside ?? '');
    expect(kept.prepare("SELECT value FROM meta WHERE key = 'still'").pluck().get()).toBe('here');
    kept.close();
  });

  it('leaves nothing behind where the copy cannot be made', async () => {
    const folder = tempFolder();
    const db = tempDb();
    const backup = join(folder, 'b.db');
    await backupTo(db, backup);
    const place = join(folder, 'data');
    mkdirSync(place);
    mkdirSync(join(place, `.restore-${process.pid}.db`, 'in the way'), { recursive: true });
    await expect(restoreFrom(backup, join(place, 'a.db'), 0)).rejects.toThrow();
    expect(existsSync(join(place, 'a.db'))).toBe(false);
  });
});
