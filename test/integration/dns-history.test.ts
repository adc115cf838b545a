import { describe, expect, it } from 'vitest';
import { HOUR, setUp } from './dns-monitor-support.ts';

type World = Awaited<ReturnType<typeof setUp>>;

const DAY = 24 * HOUR;
/** Periods as `overall: hours from start to end`, counted from the first check. */
function history({ state }: Pick<World, 'state'>, domain = 'a.example'): string[] {
  const periods = state(domain)?.history ?? [];
  const origin = Date.parse(periods[0]?.from ?? '');
  const hours = (time: string) => Math.round((Date.parse(time) - origin) / HOUR);
  return periods.map(({ from, until, overall }) => `${overall} ${hours(from)}–${hours(until)}`);
}

/** What the database holds, whatever is shown: periods in order, none overlapping another or the present. */
function expectSound({ db, clock }: Pick<World, 'db' | 'clock'>): void {
  const rows = db.prepare('SELECT since, until FROM domain_statuses ORDER BY domain, since').all() as {
    since: number;
    until: number;
  }[];
  rows.forEach(({ since, until }, index) => {
    expect(until).toBeGreaterThanOrEqual(since);
    expect(until).toBeLessThanOrEqual(clock.now());
    const next = rows[index + 1];
    if (next) expect(next.since).toBeGreaterThanOrEqual(until);
  });
}

const breakMx = ({ everywhere }: World) => everywhere((server) => server.removeRecord('a.example', 'MX'));
const mendMx = ({ everywhere }: World) =>
  everywhere((server) =>
    server.setRecord('a.example', 'MX', [
      { priority: 10, host: 'eagle.mxlogin.com' },
      { priority: 20, host: 'eagle-relay.mxlogin.com' },
    ]),
  );

describe('the history of a domain', () => {
  it('is one period while nothing changes, and a new one with each change', async () => {
    const world = await setUp(['a.example']);
    const { run, clock } = world;
    await run();
    for (let day = 0; day < 3; day++) {
      clock.shift(DAY);
      await run();
    }
    expect(history(world)).toEqual(['healthy 0–72']);
    breakMx(world);
    clock.shift(DAY);
    await run();
    clock.shift(DAY);
    await run();
    mendMx(world);
    clock.shift(6 * HOUR);
    await run();
    expect(history(world)).toEqual(['healthy 0–72', 'unhealthy 96–120', 'healthy 126–126']);
    expectSound(world);
  });

  it('goes on with what was last known while a record cannot be looked up', async () => {
    const world = await setUp(['a.example', 'b.example']);
    const { run, clock, everywhere } = world;
    breakMx(world);
    await run();
    clock.shift(DAY);
    everywhere((server) => server.behave('a.example', { rcode: 'servfail' }));
    await run();
    expect(history(world)).toEqual(['unhealthy 0–24']);
  });

  it('says that nothing could be checked, though the domain’s state stays', async () => {
    const world = await setUp(['a.example', 'b.example']);
    const { run, clock, account, db, state } = world;
    breakMx(world);
    await run();
    clock.shift(DAY);
    db.prepare("DELETE FROM expectations WHERE domain = 'a.example'").run();
    account.fail('a.example');
    await run();
    expect(state('a.example')?.overall).toBe('unhealthy');
    expect(history(world)).toEqual(['unhealthy 0–0', 'unknown 24–24']);
    account.failing.clear();
    clock.shift(HOUR);
    await run();
    expect(history(world)).toEqual(['unhealthy 0–0', 'unknown 24–24', 'unhealthy 25–25']);
  });

  it('claims nothing of time in which nobody looked', async () => {
    const world = await setUp(['a.example']);
    const { run, clock } = world;
    await run();
    clock.shift(36 * HOUR - 60_000);
    await run();
    expect(history(world)).toEqual(['healthy 0–36']);
    clock.shift(14 * DAY);
    await run();
    expect(history(world)).toEqual(['healthy 0–36', 'healthy 372–372']);
  });

  it('is one period of a domain that is checked once a week and does not change', async () => {
    const world = await setUp(['a.example']);
    const { run, clock, settings } = world;
    settings.intervalHours = 168;
    await run();
    for (let week = 0; week < 4; week++) {
      clock.shift(168 * HOUR);
      await run();
    }
    expect(history(world)).toEqual(['healthy 0–672']);
    clock.shift(1.5 * 168 * HOUR + HOUR);
    await run();
    expect(history(world)).toEqual(['healthy 0–672', 'healthy 925–925']);
  });

  it('is sound after the clock was set back, and after it was a year ahead', async () => {
    const world = await setUp(['a.example']);
    const { run, clock } = world;
    await run();
    clock.shift(DAY);
    await run();
    breakMx(world);
    clock.shift(DAY);
    await run();
    clock.shift(-36 * HOUR);
    await run();
    expectSound(world);
    expect(history(world)).toEqual(['healthy 0–12', 'unhealthy 12–12']);
    clock.shift(365 * DAY);
    await run();
    clock.shift(-365 * DAY);
    mendMx(world);
    clock.shift(HOUR);
    await run();
    expectSound(world);
    expect(history(world).at(-1)).toMatch(/^healthy/);
  });

  it('is shown for the last 90 days', async () => {
    const world = await setUp(['a.example']);
    const { run, clock } = world;
    for (let week = 0; week < 20; week++) {
      await run();
      clock.shift(7 * DAY);
    }
    // A check a week, the last one a week ago: 12 of them within 90 days.
    expect(world.state('a.example')?.history).toHaveLength(12);
  });

  it('is not written by a scan that failed, and ends with the domain', async () => {
    const world = await setUp(['a.example', 'b.example']);
    const { run, account, db, clock } = world;
    await run();
    clock.shift(DAY);
    account.fail('list');
    await run();
    expect(history(world)).toEqual(['healthy 0–0']);
    account.failing.clear();
    account.domains = ['b.example'];
    await run();
    expect(db.prepare("SELECT count(*) FROM domain_statuses WHERE domain = 'a.example'").pluck().get()).toBe(
      0,
    );
    account.domains = ['a.example', 'b.example'];
    clock.shift(DAY);
    await run();
    expect(history(world)).toEqual(['healthy 0–0']);
  });
});
