import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { Maintenance } from '../../../../src-main/engine/maintenance.ts';
import { SETTINGS, type SettingKey, type SettingValue } from '../../../../src-shared/settings.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { tempDb, tempFolder } from '../../../support/temp-db.ts';
import { writeEvent } from '../audit/search-support.ts';

const DAY = 86_400_000;

function setUp() {
  const db = tempDb();
  const clock = new FakeClock(Date.now());
  const lines: string[] = [];
  const backups = tempFolder();
  const maintenance = new Maintenance({
    db,
    backups,
    settings: { get: <K extends SettingKey>(key: K) => SETTINGS[key].default as SettingValue<K> },
    clock,
    log: { log: (_level, message) => void lines.push(message) },
    changed: () => undefined,
  });
  writeEvent(db, { at: clock.now() - 401 * DAY });
  writeEvent(db, { at: clock.now() });
  const events = () => db.prepare('SELECT count(*) FROM events').pluck().get();
  return { backups, clock, lines, maintenance, events };
}

describe('the daily maintenance', () => {
  it('backs up first, so that what is cleaned away is in the backup', async () => {
    const { backups, clock, lines, maintenance, events } = setUp();
    maintenance.start();
    expect(events()).toBe(2);
    await clock.advance(60_000);
    await vi.waitFor(() => expect(lines).toEqual(['Daily backup made', 'Daily clean-up']));
    expect(events()).toBe(1);
    expect(readdirSync(backups)).toHaveLength(1);
    await maintenance.stop();
  });

  it('does nothing more once it is stopped', async () => {
    const { clock, lines, maintenance, events } = setUp();
    maintenance.start();
    await maintenance.stop();
    await clock.advance(DAY);
    await sleep(20);
    expect(lines).toEqual([]);
    expect(events()).toBe(2);
  });
});
