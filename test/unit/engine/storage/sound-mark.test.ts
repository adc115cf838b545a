import { closeSync, openSync, readdirSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { Maintenance } from '../../../../src-main/engine/maintenance.ts';
import { dailyBackup } from '../../../../src-main/engine/storage/backup.ts';
import { type DataPaths, prepareDataFolder } from '../../../../src-main/engine/storage/data-folder.ts';
import { openDatabase } from '../../../../src-main/engine/storage/open.ts';
import { openOrRecover } from '../../../../src-main/engine/storage/open-or-recover.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../../../src-shared/settings.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { addAccount, tempFolder } from '../../../support/temp-db.ts';

const NOW = Date.UTC(2026, 0, 5, 12);
const DAY = 86_400_000;

/** Too large to be read as a whole at each start, used once and closed in order. */
async function largeOne(): Promise<DataPaths> {
  const paths = prepareDataFolder(tempFolder(), {});
  const db = openDatabase(paths.database);
  addAccount(db, 'default');
  await dailyBackup(db, paths.backups, NOW - DAY);
  const insert = db.prepare(
    "INSERT INTO events (at, action, severity, actor, target, details) VALUES (?, 'domain.create', 'info', 'x', ?, '{}')",
  );
  db.transaction(() => {
    for (let each = 0; each < 20_000; each++) insert.run(NOW, 'long '.repeat(200));
  })();
  db.close();
  await start(paths, NOW);
  return paths;
}

/** @returns what a person is told of it. */
async function start({ database, backups }: DataPaths, now: number): Promise<string[]> {
  const { db, notices } = await openOrRecover(database, backups, now, () => true);
  db.close();
  return notices.map(({ code }) => code);
}

/** In the middle, where nothing that a start reads stands. */
function damage({ database }: DataPaths): void {
  const file = openSync(database, 'r+');
  const pages = Buffer.alloc(40 * 4096, 0x5a);
  writeSync(file, pages, 0, pages.length, Math.floor(statSync(database).size / 8192) * 4096);
  closeSync(file);
}

describe('a large database at start', () => {
  it('is not read as a whole where it was lately, and was closed in order', async () => {
    const paths = await largeOne();
    damage(paths);
    expect(await start(paths, NOW + DAY)).toEqual([]);
  });

  it.each([
    ['when that was more than a week ago', () => undefined, NOW + 8 * DAY],
    ['when the clock says it was more than a week ago', () => undefined, NOW - 8 * DAY],
    ['after an end that was none', (p: DataPaths) => writeFileSync(`${p.database}-wal`, ''), NOW + DAY],
    [
      'after an end that was none, of a process whose number lives on',
      (p: DataPaths) => {
        writeFileSync(`${p.database}-wal`, '');
        writeFileSync(`${p.database}.lock.pid`, String(process.pid));
      },
      NOW + DAY,
    ],
    ['where its end is missing', (p: DataPaths) => truncateSync(p.database, 17 * 1024 * 1024), NOW + DAY],
    [
      'where its beginning is gone',
      (p: DataPaths) => writeFileSync(p.database, Buffer.alloc(4096, 0x5a), { flag: 'r+' }),
      NOW + DAY,
    ],
  ])('is read, and what is damaged replaced, %s', async (_, happens, now) => {
    const paths = await largeOne();
    damage(paths);
    happens(paths);
    expect(await start(paths, now)).toEqual(['database_recovered']);
    expect(readdirSync(paths.folder).some((name) => name.includes('.corrupt-'))).toBe(true);
    expect(await start(paths, now)).toEqual([]);
  });

  it('is not read again by a command beside the app', async () => {
    const paths = await largeOne();
    damage(paths);
    const inUse = openDatabase(paths.database);
    inUse.exec("INSERT INTO meta (key, value) VALUES ('a', 'b')");
    writeFileSync(`${paths.database}.lock.pid`, String(process.ppid));
    expect(await start(paths, NOW + DAY)).toEqual([]);
    inUse.close();
  });
});

describe('the daily maintenance of a damaged database', () => {
  it('says so, pushes no sound backup out, and has the next start replace it', async () => {
    const paths = await largeOne();
    damage(paths);
    const db = openDatabase(paths.database);
    const told: string[] = [];
    const clock = new FakeClock(NOW + DAY);
    const maintenance = new Maintenance({
      db,
      backups: paths.backups,
      settings: { get: <K extends SettingKey>(key: K) => SETTINGS[key].default as SettingValue<K> },
      clock,
      log: { log: (_level, message) => void told.push(message) },
      changed: () => undefined,
      notice: ({ code }) => void told.push(code),
    });
    const before = readdirSync(paths.backups);
    maintenance.start();
    await clock.advance(30_000);
    await vi.waitFor(() => expect(told).toContain('database_damaged'), 5_000);
    await maintenance.stop();
    expect(readdirSync(paths.backups)).toEqual(before);
    db.close();
    expect(await start(paths, NOW + DAY)).toEqual(['database_recovered']);
  });

  it('of a sound one remembers that it was read', async () => {
    const paths = await largeOne();
    const db = openDatabase(paths.database);
    const clock = new FakeClock(NOW + 7 * DAY);
    const maintenance = new Maintenance({
      db,
      backups: tempFolder(),
      settings: { get: <K extends SettingKey>(key: K) => SETTINGS[key].default as SettingValue<K> },
      clock,
      log: { log: () => undefined },
      changed: () => undefined,
    });
    maintenance.start();
    await clock.advance(30_000);
    await vi.waitFor(
      () =>
        expect(db.prepare("SELECT value FROM meta WHERE key = 'sound'").pluck().get()).toBe(
          String(clock.now()),
        ),
      5_000,
    );
    await maintenance.stop();
    db.close();
    damage(paths);
    expect(await start(paths, NOW + 13 * DAY)).toEqual([]);
  });
});
