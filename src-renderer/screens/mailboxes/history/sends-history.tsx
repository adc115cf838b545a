import type { MailboxDetail } from '../../../../src-shared/views/mailboxes.ts';
import { type SendsBar, sendsChart } from '../../../lib/chart/sends-chart.ts';
import type { Reading } from '../../../lib/chart/series.ts';
import { formatNumber } from '../../../lib/format.ts';
import { ChartFrame } from './chart-frame.tsx';
import styles from './history.module.css';
import { Legend, type LegendEntry } from './legend.tsx';
import { ReadingTable } from './reading-table.tsx';
import { dayWithWeekday, sendsWords } from './reading-words.ts';

interface Props {
  mailbox: MailboxDetail;
  days: number;
  now: number;
  asTable: boolean;
}

const middle = (bar: Reading): number => {
  const { from, to } = bar as SendsBar;
  return (from + to) / 2;
};

/** How much it sent on each day. */
export function SendsHistory({ mailbox, days, now, asTable }: Props) {
  const chart = sendsChart(mailbox.samples, days, now);
  const { bars, limit, showsLimit } = chart;
  if (bars.length === 0) return <p className={styles.none}>No reading of its sends in this time.</p>;
  if (asTable)
    return <ReadingTable label="Sends per day" readings={bars} when={dayWithWeekday} words={sendsWords} />;
  const most = bars.reduce((best, bar) => (bar.value > best.value ? bar : best));
  const legend: LegendEntry[] = [
    { look: 'bar', label: 'Messages per day' },
    ...(showsLimit
      ? [
          { look: 'limit' as const, label: `Limit ${formatNumber(limit ?? 0)}` },
          { look: 'threshold' as const, label: `Alert at ${formatNumber(mailbox.sendThreshold)} %` },
        ]
      : []),
  ];
  return (
    <>
      <ChartFrame
        {...chart}
        readings={bars}
        center={middle}
        tickShift={12 * 3_600_000}
        label={`Sends per day of the last ${days} days`}
        describe={(bar) => `${dayWithWeekday(bar.at)}: ${sendsWords(bar)}`}
        caption={`At most ${formatNumber(most.value)} on one day${
          limit === undefined ? '' : `, ${formatNumber(limit)} are allowed`
        }`}
      >
        {(x, y) => (
          <>
            {bars.map((bar) => {
              const room = x(bar.to) - x(bar.from);
              const width = Math.max(1, room > 3 ? room * 0.72 : room);
              const height = bar.value === 0 ? 0 : Math.max(1.5, y(0) - y(bar.value));
              return (
                <rect
                  key={bar.from}
                  className={styles.bar}
                  x={x(middle(bar)) - width / 2}
                  y={y(0) - height}
                  width={width}
                  height={height}
                  rx={Math.min(2, width / 3)}
                />
              );
            })}
            {showsLimit && limit !== undefined && (
              <>
                <line
                  className={styles.limit}
                  x1={x(chart.from)}
                  x2={x(chart.to)}
                  y1={y(limit)}
                  y2={y(limit)}
                />
                <line
                  className={styles.threshold}
                  x1={x(chart.from)}
                  x2={x(chart.to)}
                  y1={y((limit * mailbox.sendThreshold) / 100)}
                  y2={y((limit * mailbox.sendThreshold) / 100)}
                />
              </>
            )}
          </>
        )}
      </ChartFrame>
      <Legend entries={legend} />
    </>
  );
}
