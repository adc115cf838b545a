import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Patient } from '../../../src-main/engine/doctor/check.ts';
import { systemChecks } from '../../../src-main/engine/doctor/system-checks.ts';
import { MonitoringLock } from '../../../src-main/engine/monitoring-lock.ts';
import { acquireMonitorLock } from '../../../src-main/engine/storage/lock.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { tempFolder } from '../../support/temp-db.ts';

function waiting() {
  const database = join(tempFolder(), 'a.db');
  const other = acquireMonitorLock(database);
  const clock = new FakeClock();
  const lock = new MonitoringLock(database, clock);
  onTestFinished(() => lock.release());
  expect(lock.tryAcquire()).toBe(false);
  return { database, other, clock, lock };
}

const doctor = (lock: MonitoringLock) =>
  systemChecks.find(({ id }) => id === 'monitoring')?.run({ lock } as Patient);

describe('a process that waits for the right to monitor', () => {
  it('takes over within a minute of the other one’s end', async () => {
    const { other, clock, lock } = waiting();
    let begun = 0;
    lock.whenFree(
      () => begun++,
      () => {},
    );
    await clock.advance(180_000);
    expect(begun).toBe(0);
    other?.release();
    await clock.advance(60_000);
    expect(begun).toBe(1);
    await clock.advance(180_000);
    expect(begun).toBe(1);
  });

  it('still takes over after the doctor has looked', async () => {
    const { other, clock, lock } = waiting();
    let begun = 0;
    lock.whenFree(
      () => begun++,
      () => {},
    );
    expect(await doctor(lock)).toMatchObject({ status: 'pass' });
    other?.release();
    expect(await doctor(lock)).toMatchObject({ status: 'fail' });
    await clock.advance(60_000);
    expect(begun).toBe(1);
    expect(await doctor(lock)).toMatchObject({ status: 'pass' });
  });

  it('tries again where it could not begin, and says why', async () => {
    const { other, clock, lock } = waiting();
    const told: unknown[] = [];
    let begun = 0;
    lock.whenFree(
      () => {
        begun++;
        if (begun === 1) throw new Error('disk full');
      },
      (error) => told.push(error),
    );
    other?.release();
    await clock.advance(60_000);
    expect(told).toHaveLength(1);
    await clock.advance(60_000);
    expect(begun).toBe(2);
  });
});

describe('the lock where its note cannot be written', () => {
  it('is held and can be given up, so that nobody is kept out', () => {
    const database = join(tempFolder(), 'a.db');
    mkdirSync(join(`${database}.lock.pid`, 'in the way'), { recursive: true });
    const lock = acquireMonitorLock(database);
    expect(lock).toBeDefined();
    rmSync(`${database}.lock.pid`, { recursive: true });
    lock?.release();
    const next = acquireMonitorLock(database);
    expect(next).toBeDefined();
    expect(existsSync(`${database}.lock.pid`)).toBe(true);
    next?.release();
  });
});
