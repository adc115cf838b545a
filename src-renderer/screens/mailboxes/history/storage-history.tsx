import type { MailboxDetail } from '../../../../src-shared/views/mailboxes.ts';
import { areaPath, linePath, stepPath } from '../../../lib/chart/path.ts';
import { type Reading, unbroken } from '../../../lib/chart/series.ts';
import { limitPoints, storageChart } from '../../../lib/chart/storage-chart.ts';
import { fullInWords } from '../../../lib/forecast-words.ts';
import { formatNumber } from '../../../lib/format.ts';
import { ChartFrame } from './chart-frame.tsx';
import styles from './history.module.css';
import { Legend, type LegendEntry } from './legend.tsx';
import { ReadingTable } from './reading-table.tsx';
import { momentWords, storageWords } from './reading-words.ts';

interface Props {
  mailbox: MailboxDetail;
  days: number;
  now: number;
  asTable: boolean;
}

/** How full it was, its quota, where the alarm begins, and where it is heading. */
export function StorageHistory({ mailbox, days, now, asTable }: Props) {
  const chart = storageChart(mailbox, days, now);
  const { readings, forecast } = chart;
  if (readings.length === 0) return <p className={styles.none}>No reading of its storage in this time.</p>;
  const describe = (reading: Reading) => `${momentWords(reading.at)}: ${storageWords(reading)}`;
  if (asTable)
    return <ReadingTable label="Storage" readings={readings} when={momentWords} words={storageWords} />;
  const limited = readings.some(({ limit }) => limit !== undefined);
  const legend: LegendEntry[] = [
    { look: 'area', label: 'Used (MB)' },
    ...(limited
      ? [
          { look: 'limit' as const, label: 'Quota' },
          { look: 'threshold' as const, label: `Alert at ${formatNumber(mailbox.storageThreshold)} %` },
        ]
      : []),
    ...(forecast === null ? [] : [{ look: 'forecast' as const, label: 'Forecast' }]),
  ];
  const full = mailbox.forecast === null ? '' : `, ${fullInWords(mailbox.forecast)}`;
  const last = readings.at(-1);
  return (
    <>
      <ChartFrame
        {...chart}
        label={`Storage of the last ${days} days`}
        describe={describe}
        caption={last === undefined ? '' : `${storageWords(last)}${full}`}
      >
        {(x, y) => {
          const points = (part: readonly Reading[]) =>
            part.map(({ at, value }) => ({ x: x(at), y: y(value) }));
          const limits = (share: number) => stepPath(limitPoints(readings, chart.to, share, x, y));
          return (
            <>
              {unbroken(readings).map((part) =>
                part.length === 1 ? (
                  <circle
                    key={part[0]?.at}
                    className={styles.lone}
                    cx={x(part[0]?.at ?? 0)}
                    cy={y(part[0]?.value ?? 0)}
                    r={2}
                  />
                ) : (
                  <g key={part[0]?.at}>
                    <path className={styles.area} d={areaPath(points(part), y(0))} />
                    <path className={styles.line} d={linePath(points(part))} />
                  </g>
                ),
              )}
              {limited && <path className={styles.limit} d={limits(1)} />}
              {limited && <path className={styles.threshold} d={limits(mailbox.storageThreshold / 100)} />}
              {forecast !== null && (
                <>
                  <path className={styles.forecast} d={linePath(points([forecast.from, forecast.to]))} />
                  {forecast.full && (
                    <circle
                      className={styles.full}
                      cx={x(forecast.to.at)}
                      cy={y(forecast.to.value)}
                      r={3.5}
                    />
                  )}
                </>
              )}
            </>
          );
        }}
      </ChartFrame>
      <Legend entries={legend} />
    </>
  );
}
