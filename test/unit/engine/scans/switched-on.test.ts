import { expect, it } from 'vitest';
import { forgetsFailuresOfSwitchedOn } from '../../../../src-main/engine/scans/switched-on.ts';
import { HOUR_MS } from '../../../../src-main/engine/scheduler/due.ts';
import { createScheduleRepository, neverRun } from '../../../../src-main/engine/scheduler/repository.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { tempDb } from '../../../support/temp-db.ts';

const DNS = { accountId: 'default', monitor: 'dns', intervalMs: 24 * HOUR_MS } as const;

function setUp({ reported = false } = {}) {
  const clock = new FakeClock();
  const schedule = createScheduleRepository(tempDb());
  const dueAt = clock.now() + HOUR_MS;
  const failing = { ...neverRun('default', 'dns', dueAt), failures: 2, failingSince: clock.now(), reported };
  schedule.save(failing);
  const look = forgetsFailuresOfSwitchedOn(schedule, clock);
  return { clock, failing, look, row: () => schedule.get('default', 'dns') };
}

it('counts failures anew, from now on, when a monitor is switched on again', () => {
  const { clock, look, row } = setUp();
  look([DNS]);
  look([]);
  expect(row()).toMatchObject({ failures: 2 });
  expect(look([DNS])).toEqual([DNS]);
  expect(row()).toMatchObject({ failures: 0, failingSince: null, dueAt: clock.now() });
});

it('goes on counting over a restart, which switches nothing on, and while it stays on', () => {
  const { failing, look, row } = setUp();
  look([DNS]);
  look([DNS]);
  expect(row()).toEqual(failing);
});

it('keeps what was told: its recovery is owed', () => {
  const { failing, look, row } = setUp({ reported: true });
  look([]);
  look([DNS]);
  expect(row()).toEqual(failing);
});
