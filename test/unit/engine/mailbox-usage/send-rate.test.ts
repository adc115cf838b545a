import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sendRate } from '../../../../src-main/engine/mailbox-usage/send-rate.ts';

const MINUTE = 60_000;
const at = (minute: number, sent: number) => ({ at: 1_700_000_000_000 + minute * MINUTE, sent });

describe('sends per hour', () => {
  it.each([
    ['one hour apart', [at(0, 100)], at(60, 400), 300],
    ['half an hour apart', [at(0, 100)], at(30, 400), 600],
    ['nothing sent in between', [at(0, 100)], at(60, 100), 0],
    ['exactly 10 minutes apart', [at(0, 0)], at(10, 50), 300],
    ['31 minutes, which are no exact share of an hour', [at(0, 0)], at(31, 155), 300],
    ['no earlier reading', [], at(0, 9000), undefined],
    ['less than 10 minutes apart', [at(0, 0)], at(9.99, 5000), undefined],
    ['a smaller number: a new day', [at(0, 500)], at(60, 20), undefined],
    ['a day apart: never the same day', [at(0, 0)], at(1440, 9000), undefined],
    [
      'close readings are passed over, not a reason to stay blind',
      [at(0, 0), at(25, 10), at(29, 20)],
      at(30, 300),
      600,
    ],
    [
      'the counter fell on the way and grew past the old number',
      [at(0, 500), at(12, 3)],
      at(20, 600),
      undefined,
    ],
    ['compared with the latest reading that is old enough', [at(0, 0), at(60, 1000)], at(120, 1010), 10],
    ['the clock was set back since the last reading', [at(0, 0), at(60, 10)], at(30, 400), undefined],
  ] as const)('%s', (_name, earlier, now, expected) => {
    expect(sendRate(earlier, now)).toBe(expected);
  });

  it('is exact where every minute sends the same', () => {
    const gaps = Array.from({ length: 1430 }, (_, index) => index + 10);
    expect(gaps.filter((minutes) => sendRate([at(0, 0)], at(minutes, minutes * 5)) !== 300)).toEqual([]);
  });

  /** Read at this minute by the computer's clock, at that one by MXroute's. */
  const served = (minute: number, servedMinute: number, sent: number) => ({
    ...at(minute, sent),
    servedAt: 1_700_000_000_000 + servedMinute * MINUTE,
  });

  it.each([
    [
      '12 h by MXroute are no hour, though the clock was set back by 11',
      served(0, 0, 0),
      served(60, 720, 2400),
      200,
    ],
    ['one hour is no 12, though the clock was set on by 11', served(0, 0, 0), served(720, 60, 2400), 2400],
    ['more than a day by MXroute is never the same day', served(0, 0, 0), served(60, 1500, 2400), undefined],
    ['too close by MXroute, however far the clock went', served(0, 0, 0), served(60, 5, 2400), undefined],
    ['where MXroute told no time once, the computer’s counts', at(0, 0), served(60, 720, 2400), 2400],
  ] as const)('%s', (_name, earlier, now, expected) => {
    expect(sendRate([earlier], now)).toBe(expected);
  });

  it('after midnight the next two readings of the new day end the alarm', () => {
    const lateEvening = [at(0, 5000)];
    const morning = at(480, 100);
    const noon = at(720, 120);
    expect(sendRate(lateEvening, morning)).toBeUndefined();
    expect(sendRate([...lateEvening, morning], noon)).toBe(5);
  });

  it('never claims more than what was sent between two readings', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 400 }), fc.boolean()), {
          minLength: 2,
          maxLength: 30,
        }),
        (steps) => {
          // A truthful history: `sent` grows, and falls to zero where a new day begins.
          let minute = 0;
          let sent = 0;
          const growth: { minute: number; by: number }[] = [];
          const readings = steps.map(([minutes, by, newDay]) => {
            minute += minutes;
            sent = newDay ? by : sent + by;
            growth.push({ minute, by });
            return at(minute, sent);
          });
          const now = readings.at(-1) ?? at(0, 0);
          const rate = sendRate(readings.slice(0, -1), now);
          if (rate === undefined) return;
          const total = growth.reduce((sum, { by }) => sum + by, 0);
          expect(rate).toBeGreaterThanOrEqual(0);
          expect(rate).toBeLessThanOrEqual(total / (10 / 60));
        },
      ),
    );
  });
});
