import { describe, expect, it } from 'vitest';
import { linear } from '../../../../../src-renderer/lib/chart/scale.ts';
import { sendsChart } from '../../../../../src-renderer/lib/chart/sends-chart.ts';
import {
  nearest,
  sendsPerDay,
  storageReadings,
  unbroken,
} from '../../../../../src-renderer/lib/chart/series.ts';
import { limitPoints, storageChart } from '../../../../../src-renderer/lib/chart/storage-chart.ts';
import type { UsageSample } from '../../../../../src-shared/views/mailboxes.ts';

const DAY = 86_400_000;
const NOW = new Date(2026, 2, 31, 15, 30).getTime();
const at = (days: number) => new Date(NOW - days * DAY).toISOString();
const storage = (days: number, usageMb: number, quotaMb = 1000): UsageSample => ({
  at: at(days),
  usageMb,
  quotaMb,
});
const series = (days: number[]) =>
  storageReadings(
    days.map((day) => storage(day, 100)),
    0,
  );

describe('readings of storage', () => {
  it('are those of the time that is shown', () => {
    expect(storageReadings([storage(8, 1), storage(6, 2), storage(0, 3)], NOW - 7 * DAY)).toMatchObject([
      { value: 2 },
      { value: 3 },
    ]);
  });
  it('leave out what was not measured, and know no limit where there is none', () => {
    const samples = [{ at: at(2), sent: 4 }, storage(1, 5, 0), { at: 'yesterday', usageMb: 1 }];
    expect(storageReadings(samples, 0)).toEqual([{ at: NOW - DAY, value: 5 }]);
  });
});

describe('gaps', () => {
  it.each([
    ['one reading a day is one line', [5, 4, 3, 2, 1, 0], [6]],
    ['a fortnight without a reading is a gap', [30, 29, 28, 13, 12, 11], [3, 3]],
    ['a scan a week is one line as well', [35, 28, 21, 14, 7, 0], [6]],
    ['twice a day, then one day left out: still a line', [3, 2.5, 2, 0.9, 0.5, 0], [6]],
    ['twice a day, then two days left out: a gap', [4, 3.5, 3, 1, 0.5, 0], [3, 3]],
    ['a lone reading stands for itself', [40, 3, 2, 1, 0], [1, 4]],
    ['nothing has no parts', [], []],
  ])('%s', (_, days, lengths) => {
    expect(unbroken(series(days)).map((part) => part.length)).toEqual(lengths);
  });
});

describe('the reading under the pointer', () => {
  const readings = series([10, 5, 0]);
  it.each([
    [11, 0],
    [6, 1],
    [2, 2],
  ])('%s days ago is number %s', (days, index) => expect(nearest(readings, NOW - days * DAY)).toBe(index));
  it('is none where there are none', () => expect(nearest([], NOW)).toBe(-1));
});

describe('the storage chart', () => {
  const samples = [storage(20, 400, 500), storage(10, 600), storage(0, 800)];
  const forecast = { mbPerDay: 20, daysUntilFull: 10 };

  it('ends today without a forecast, and reaches above the quota', () => {
    const chart = storageChart({ samples, forecast: null, quotaMb: 1000 }, 30, NOW);
    expect([chart.from, chart.to]).toEqual([NOW - 30 * DAY, NOW]);
    expect(chart.max).toBeGreaterThan(1000);
    expect(chart.forecast).toBeNull();
  });

  it('shows the way to the full mailbox', () => {
    const chart = storageChart({ samples, forecast, quotaMb: 1000 }, 30, NOW);
    expect(chart.forecast).toMatchObject({
      from: { value: 800 },
      to: { at: NOW + 10 * DAY, value: 1000 },
      full: true,
    });
    expect(chart.to).toBe(NOW + 10 * DAY);
  });

  it('begins the way at a reading of some days ago, and ends it when the mailbox is full', () => {
    const stale = [storage(20, 400, 500), storage(10, 600), storage(4, 800)];
    const chart = storageChart(
      { samples: stale, forecast: { mbPerDay: 20, daysUntilFull: 6 }, quotaMb: 1000 },
      30,
      NOW,
    );
    expect(chart.forecast).toMatchObject({ to: { at: NOW + 6 * DAY, value: 1000 }, full: true });
  });

  it('cuts a way that is too long at the edge, at the height it has there', () => {
    const slow = { mbPerDay: 2, daysUntilFull: 100 };
    const chart = storageChart({ samples, forecast: slow, quotaMb: 1000 }, 30, NOW);
    expect(chart.to).toBe(NOW + 12 * DAY);
    expect(chart.forecast?.full).toBe(false);
    expect(chart.forecast?.to.value).toBeCloseTo(824);
  });

  it('has no way to go where the mailbox is full or unlimited', () => {
    expect(storageChart({ samples, forecast, quotaMb: 800 }, 30, NOW).forecast).toBeNull();
    expect(storageChart({ samples, forecast, quotaMb: 0 }, 30, NOW).forecast).toBeNull();
    expect(storageChart({ samples: [], forecast, quotaMb: 1000 }, 30, NOW).forecast).toBeNull();
  });

  it('draws the quota as it was at the time, and its alarm at a share of it', () => {
    const readings = storageReadings(samples, 0);
    const same = linear([0, 1], [0, 1]);
    expect(limitPoints(readings, NOW + DAY, 0.9, same, same).map(({ y }) => y)).toEqual([450, 900, 900, 900]);
    expect(limitPoints([{ at: NOW, value: 1 }], NOW, 1, same, same)).toEqual([]);
    // Unlimited by now: the line ends where the limit did.
    const lifted = [...readings, { at: NOW, value: 1 }];
    expect(limitPoints(lifted, NOW + DAY, 0.9, same, same).map(({ y }) => y)).toEqual([450, 900, 900]);
  });
});

describe('sends per day', () => {
  const noon = (days: number, hours: number) =>
    new Date(new Date(NOW - days * DAY).setHours(hours, 0, 0, 0)).toISOString();
  const sent = (days: number, hours: number, value: number, sendLimit = 9600): UsageSample => ({
    at: noon(days, hours),
    sent: value,
    sendLimit,
  });

  it('are the most that was counted on the day', () => {
    const bars = sendsPerDay([sent(2, 6, 40), sent(2, 18, 90), sent(1, 6, 3), sent(0, 9, 5)], 0);
    expect(bars.map(({ value }) => value)).toEqual([90, 3, 5]);
  });

  it('have no bar on days without a reading', () => {
    const chart = sendsChart([sent(5, 12, 10), sent(1, 12, 20)], 7, NOW);
    expect(chart.bars).toHaveLength(2);
    expect(new Date(chart.bars[0]?.from ?? 0).getDate()).toBe(26);
    expect((chart.to - chart.from) / DAY).toBeCloseTo(7, 0);
  });

  it('show the limit only where it does not press the bars flat', () => {
    expect(sendsChart([sent(0, 12, 20)], 7, NOW)).toMatchObject({ limit: 9600, showsLimit: false });
    const near = sendsChart([sent(0, 12, 9000)], 7, NOW);
    expect(near.showsLimit).toBe(true);
    expect(near.max).toBeGreaterThan(9600);
    expect(sendsChart([sent(0, 12, 9000, 0)], 7, NOW)).toMatchObject({ limit: undefined, showsLimit: false });
  });
});
