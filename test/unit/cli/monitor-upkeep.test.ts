import { mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { monitor } from '../../../src-main/cli/commands/monitor.ts';
import type { Engine } from '../../../src-main/engine/engine.ts';
import { dailyFile } from '../../../src-main/engine/storage/backup.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { addAccount } from '../../support/temp-db.ts';
import { openTestEngine } from '../../support/test-engine.ts';
import { writeEvent } from '../engine/audit/search-support.ts';
import { runCommand } from './support.ts';

const DAY = 86_400_000;

/** An account that only cron looks after; the log keeps 400 days, and holds more. */
async function ofCron() {
  const clock = new FakeClock();
  const engine = await openTestEngine({ shell: 'headless', clock });
  const { parts } = engine;
  const { db, paths } = parts;
  addAccount(db, 'default');
  for (const days of [401, 399.8, 0]) writeEvent(db, { at: clock.now() - days * DAY });
  const backups = () => readdirSync(paths.backups).filter((name) => name.endsWith('.db'));
  const old = db.prepare('SELECT count(*) FROM events WHERE at < ?').pluck();
  const oldEvents = () => old.get(clock.now() - 400 * DAY);
  const found: unknown[] = [];
  const scanNow = () => {
    found.push(oldEvents());
    return { runs: Promise.resolve([]) };
  };
  const cron = async () => {
    const before = backups();
    const fake = { ...engine, parts: { ...parts, scans: { scanNow, cancel: () => undefined } } };
    const ran = await runCommand(monitor, [], { engine: fake as unknown as Engine });
    const now = clock.now() / 1_000;
    // What a backup is dated by is the file system's clock.
    for (const name of backups()) if (!before.includes(name)) utimesSync(join(paths.backups, name), now, now);
    return ran;
  };
  return { clock, engine, cron, backups, oldEvents, found };
}

describe('monitor, run by cron', () => {
  it('backs up and cleans up once a day, after its work', async () => {
    const { clock, cron, backups, oldEvents, found } = await ofCron();
    expect((await cron()).status).toBe(0);
    expect(found).toEqual([1]);
    expect(backups()).toHaveLength(1);
    expect(oldEvents()).toBe(0);

    await clock.advance(DAY / 2);
    await cron();
    expect(oldEvents()).toBe(1);
    // Sooner done with its scans than the day before.
    await clock.advance(DAY / 2 - 60_000);
    await cron();
    expect(oldEvents()).toBe(0);
    expect(backups()).toHaveLength(2);
  });

  it('keeps its exit status and its answer where the backup fails, and cleans up', async () => {
    const { clock, engine, cron, backups, oldEvents } = await ofCron();
    // A folder is in the way of today's.
    mkdirSync(`${dailyFile(engine.parts.paths.backups, clock.now())}.partial`);
    const { status, stdout } = await cron();
    expect(backups()).toEqual([]);
    expect(oldEvents()).toBe(0);
    expect(stdout).toContain('Deliveries: 0 delivered');
    expect(status).toBe(0);
  });
});
