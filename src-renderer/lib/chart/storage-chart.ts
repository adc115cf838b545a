import type { MailboxDetail } from '../../../src-shared/views/mailboxes.ts';
import type { Point } from './path.ts';
import type { Scale } from './scale.ts';
import { type Reading, storageReadings } from './series.ts';

const DAY_MS = 86_400_000;
/** How much of the width what is to come may take. */
const AHEAD = 0.4;

export interface StorageChart {
  readings: Reading[];
  from: number;
  /** In the future where there is a forecast. */
  to: number;
  /** Of the value axis, in MB. */
  max: number;
  /** From the last reading to the quota, or to the edge of the chart; null: no forecast. */
  forecast: { from: Reading; to: Reading; full: boolean } | null;
}

export function storageChart(
  mailbox: Pick<MailboxDetail, 'samples' | 'forecast' | 'quotaMb'>,
  days: number,
  now: number,
): StorageChart {
  const from = now - days * DAY_MS;
  const readings = storageReadings(mailbox.samples, from);
  const forecast = forecastOf(mailbox, readings.at(-1), now + days * AHEAD * DAY_MS);
  const highest = Math.max(
    ...readings.flatMap(({ value, limit = 0 }) => [value, limit]),
    mailbox.quotaMb ?? 0,
    1,
  );
  return {
    readings,
    from,
    to: Math.max(now, forecast?.to.at ?? now),
    max: highest * 1.06,
    forecast,
  };
}

function forecastOf(
  { forecast, quotaMb }: Pick<MailboxDetail, 'forecast' | 'quotaMb'>,
  last: Reading | undefined,
  edge: number,
): StorageChart['forecast'] {
  if (forecast === null || last === undefined || quotaMb === undefined || quotaMb <= last.value) return null;
  const fullAt = last.at + ((quotaMb - last.value) / forecast.mbPerDay) * DAY_MS;
  const at = Math.min(fullAt, edge);
  if (at <= last.at) return null;
  const share = (at - last.at) / (fullAt - last.at);
  return {
    from: last,
    to: { at, value: last.value + share * (quotaMb - last.value) },
    full: fullAt <= edge,
  };
}

/** The quota, or a share of it, as it was at each reading, up to the edge of the chart. */
export function limitPoints(
  readings: readonly Reading[],
  to: number,
  share: number,
  x: Scale,
  y: Scale,
): Point[] {
  const points = readings.flatMap(({ at, limit }) =>
    limit === undefined ? [] : [{ x: x(at), y: y(limit * share) }],
  );
  const last = points.at(-1);
  // Without a limit by now, there is none to come.
  const goesOn = readings.at(-1)?.limit !== undefined;
  return last === undefined || !goesOn ? points : [...points, { x: x(to), y: last.y }];
}
