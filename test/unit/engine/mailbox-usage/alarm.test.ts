import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AlarmReading,
  judgeAlarm,
  measured,
  measuresAtThreshold,
  percentLines,
  rateLines,
  sendsReading,
  storageReading,
} from '../../../../src-main/engine/mailbox-usage/alarm.ts';
import type { MailboxReading } from '../../../../src-shared/mailbox-usage.ts';

const mailbox = (part: Partial<MailboxReading>): MailboxReading => ({
  mailbox: 'info@a.example',
  domain: 'a.example',
  quotaMb: 1000,
  usageMb: 0,
  sendLimit: 1000,
  sent: 0,
  suspended: false,
  ...part,
});

/** What a person hears while the readings come in one after the other. */
function heard(readings: readonly AlarmReading[], thresholds: readonly number[]): string[] {
  let alarmed = false;
  return readings.flatMap((reading, index) => {
    const threshold = thresholds[Math.min(index, thresholds.length - 1)] ?? 90;
    const verdict = judgeAlarm(alarmed, reading, percentLines(threshold));
    alarmed = verdict.alarmed;
    return verdict.event ?? [];
  });
}
const percents = (...values: number[]) => values.map(measured);

describe('the alarm table', () => {
  const unlimited: AlarmReading = { kind: 'unlimited', reason: 'now unlimited' };
  it.each([
    ['normal', measured(90), true, 'alert'],
    ['normal', measured(100), true, 'alert'],
    ['normal', measured(89.999), false, null],
    ['alarm', measured(99), true, null],
    ['alarm', measured(90), true, null],
    ['alarm', measured(85), true, null],
    ['alarm', measured(84.999), false, 'recovered'],
    ['alarm', unlimited, false, 'recovered'],
    ['normal', unlimited, false, null],
    ['alarm', { kind: 'none' }, true, null],
    ['normal', { kind: 'none' }, false, null],
  ] as [string, AlarmReading, boolean, string | null][])(
    '%s, reading %j',
    (state, reading, alarmed, event) => {
      expect(judgeAlarm(state === 'alarm', reading, percentLines(90))).toMatchObject({ alarmed, event });
    },
  );

  it.each([100, 300, 1000, 2500, 102_400])('is exact on its lines at every threshold, of %i', (whole) => {
    const wrong = Array.from({ length: 100 }, (_, index) => index + 1).filter((percent) => {
      const part = (percent * whole) / 100;
      const lines = percentLines(percent);
      const onRecovery = (lines.recover * whole) / 100;
      const told = [
        storageReading(mailbox({ quotaMb: whole, usageMb: part })),
        sendsReading(mailbox({ sendLimit: whole, sent: part })),
      ].every((reading) => judgeAlarm(false, reading, lines).event === 'alert');
      const kept = [
        storageReading(mailbox({ quotaMb: whole, usageMb: onRecovery })),
        sendsReading(mailbox({ sendLimit: whole, sent: onRecovery })),
      ].every((reading) => judgeAlarm(true, reading, lines).event === null);
      return !told || !kept;
    });
    expect(wrong).toEqual([]);
  });

  it('says why an alarm ended where the numbers do not', () => {
    expect(judgeAlarm(true, storageReading(mailbox({ quotaMb: 0 })), percentLines(90)).reason).toBe(
      'now unlimited',
    );
    expect(judgeAlarm(true, sendsReading(mailbox({ sendLimit: 0 })), percentLines(90)).reason).toBe(
      'no daily limit any more',
    );
  });

  it.each([
    [90, 85],
    [99, 94],
    [55, 50],
    [52, 50],
    [50, 50],
    [40, 40],
  ])('threshold %i recovers below %i', (threshold, line) => {
    expect(percentLines(threshold)).toEqual({ alert: threshold, recover: line });
  });

  it('alerts once and recovers once for 91 → 87 → 84', () => {
    expect(heard(percents(91, 87, 84), [90])).toEqual(['alert', 'recovered']);
  });

  it('alerts once for 91 → 87 → 91', () => {
    expect(heard(percents(91, 87, 91), [90])).toEqual(['alert']);
  });

  it('re-evaluates with the same table when the threshold changes', () => {
    expect(heard(percents(80, 80), [90, 75])).toEqual(['alert']);
    expect(heard(percents(91, 91), [90, 97])).toEqual(['alert', 'recovered']);
    expect(heard(percents(91, 91), [90, 95])).toEqual(['alert']);
  });

  it('starts the rate alarm at the limit and ends it below half', () => {
    const lines = rateLines(300);
    expect(judgeAlarm(false, measured(299.9), lines).event).toBeNull();
    expect(judgeAlarm(false, measured(300), lines).event).toBe('alert');
    expect(judgeAlarm(true, measured(150), lines).event).toBeNull();
    expect(judgeAlarm(true, measured(149.9), lines).event).toBe('recovered');
  });
});

describe('readings', () => {
  it.each([
    [{ usageMb: 900, quotaMb: 1000 }, measured(90)],
    [
      { usageMb: 900, quotaMb: 0 },
      { kind: 'unlimited', reason: 'now unlimited' },
    ],
    [{ usageMb: undefined, quotaMb: 1000 }, { kind: 'none' }],
    [{ usageMb: 900, quotaMb: undefined }, { kind: 'none' }],
    [{ usageMb: 1200, quotaMb: 1000 }, measured(120)],
  ] as [Partial<MailboxReading>, AlarmReading][])('storage %j', (part, reading) => {
    expect(storageReading(mailbox(part))).toEqual(reading);
  });

  it('reads sends against the daily limit', () => {
    expect(sendsReading(mailbox({ sent: 240, sendLimit: 9600 }))).toEqual(measured(2.5));
    expect(sendsReading(mailbox({ sent: undefined }))).toEqual({ kind: 'none' });
  });

  it('names the measures that stand at their threshold, unrounded', () => {
    const thresholds = { storagePercent: 90, sendPercent: 80 };
    expect(measuresAtThreshold(mailbox({ usageMb: 899.99, sent: 800 }), thresholds)).toEqual(['sends']);
    expect(measuresAtThreshold(mailbox({ usageMb: 900, sent: 799 }), thresholds)).toEqual(['storage']);
    expect(measuresAtThreshold(mailbox({ usageMb: 900, quotaMb: 0 }), thresholds)).toEqual([]);
  });
});

describe('whatever the readings and thresholds are', () => {
  const reading: fc.Arbitrary<AlarmReading> = fc.oneof(
    { weight: 8, arbitrary: fc.double({ min: 0, max: 130, noNaN: true }).map(measured) },
    { weight: 1, arbitrary: fc.constant<AlarmReading>({ kind: 'none' }) },
    { weight: 1, arbitrary: fc.constant<AlarmReading>({ kind: 'unlimited', reason: 'now unlimited' }) },
  );
  const history = fc.array(fc.tuple(reading, fc.integer({ min: 50, max: 99 })), { maxLength: 60 });

  it('alert and recovery alternate, beginning with an alert', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const events = heard(
          steps.map(([value]) => value),
          steps.map(([, threshold]) => threshold),
        );
        events.forEach((event, index) => {
          expect(event).toBe(index % 2 === 0 ? 'alert' : 'recovered');
        });
      }),
    );
  });

  it('no mailbox at its threshold goes unannounced, and none below its recovery line stays alarmed', () => {
    fc.assert(
      fc.property(history, (steps) => {
        let alarmed = false;
        for (const [value, threshold] of steps) {
          const lines = percentLines(threshold);
          alarmed = judgeAlarm(alarmed, value, lines).alarmed;
          if (value.kind !== 'measured') continue;
          if (value.value >= lines.alert) expect(alarmed).toBe(true);
          if (value.value < lines.recover) expect(alarmed).toBe(false);
        }
      }),
    );
  });

  it('an unreadable reading changes nothing', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.integer({ min: 50, max: 99 }), (alarmed, threshold) => {
        expect(judgeAlarm(alarmed, { kind: 'none' }, percentLines(threshold))).toEqual({
          alarmed,
          event: null,
        });
      }),
    );
  });
});
