import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { dayLabel, dayTicks, linear, niceTicks, type Scale } from '../../../lib/chart/scale.ts';
import { nearest, type Reading } from '../../../lib/chart/series.ts';
import { formatNumber } from '../../../lib/format.ts';
import styles from './history.module.css';
import { useWidth } from './use-width.ts';

interface Props {
  /** Accessible name. */
  label: string;
  from: number;
  to: number;
  max: number;
  /** What the cursor goes to; one at least. */
  readings: readonly Reading[];
  /** One reading in words, with its time. */
  describe: (reading: Reading) => string;
  /** What stands there while no reading is chosen. */
  caption: string;
  /** Where a reading is shown; its own time if absent. */
  center?: (reading: Reading) => number;
  /** From a day's midnight to where its name stands. */
  tickShift?: number;
  children: (x: Scale, y: Scale) => ReactNode;
}

const HEIGHT = 150;
const LEFT = 50;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 22;
const LABEL_WIDTH = 74;

/** Axes, and a cursor that goes from reading to reading by pointer and arrow keys and says what is there. */
export function ChartFrame({
  label,
  from,
  to,
  max,
  readings,
  describe,
  caption,
  center,
  tickShift = 0,
  children,
}: Props) {
  const [frame, width] = useWidth();
  const [chosen, setChosen] = useState<number | null>(null);
  const x = linear([from, to], [LEFT, Math.max(LEFT + 1, width - RIGHT)]);
  const y = linear([0, max], [HEIGHT - BOTTOM, TOP]);
  const timeOf = (reading: Reading) => center?.(reading) ?? reading.at;
  const last = readings.length - 1;
  const at = chosen === null ? null : Math.min(chosen, last);
  const reading = at === null ? undefined : readings[at];
  const words = reading === undefined ? caption : describe(reading);
  const onPointer = (event: PointerEvent<SVGSVGElement>) => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const time = from + ((left - LEFT) / Math.max(1, width - RIGHT - LEFT)) * (to - from);
    const found = nearest(
      readings.map((one) => ({ ...one, at: timeOf(one) })),
      time,
    );
    setChosen(found < 0 ? null : found);
  };
  const onKey = (event: KeyboardEvent) => {
    const now = at ?? last + 1;
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setChosen(Math.max(0, Math.min(last, next)));
  };
  return (
    <div className={styles.chart}>
      <p className={`${styles.readout} tabular truncate`} title={words}>
        {words}
      </p>
      <div
        ref={frame}
        className={styles.frame}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at ?? last}
        aria-valuetext={words}
        onKeyDown={onKey}
        onBlur={() => setChosen(null)}
      >
        {width > 0 && (
          <svg
            width={width}
            height={HEIGHT}
            aria-hidden="true"
            onPointerMove={onPointer}
            onPointerLeave={() => setChosen(null)}
          >
            {niceTicks(max).map((value) => (
              <g key={value}>
                <line className={styles.grid} x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} />
                <text className={styles.tick} x={LEFT - 7} y={y(value) + 4} textAnchor="end">
                  {formatNumber(value)}
                </text>
              </g>
            ))}
            {dayTicks(from, to, Math.max(2, Math.floor((width - LEFT) / LABEL_WIDTH))).map((time) => (
              <text
                key={time}
                className={styles.tick}
                x={Math.min(width - LABEL_WIDTH / 2 + 8, Math.max(LEFT + 10, x(time + tickShift)))}
                y={HEIGHT - 5}
                textAnchor="middle"
              >
                {dayLabel(time, to - from)}
              </text>
            ))}
            {children(x, y)}
            {reading !== undefined && (
              <g>
                <line
                  className={styles.cursor}
                  x1={x(timeOf(reading))}
                  x2={x(timeOf(reading))}
                  y1={TOP}
                  y2={HEIGHT - BOTTOM}
                />
                <circle className={styles.dot} cx={x(timeOf(reading))} cy={y(reading.value)} r={4} />
              </g>
            )}
          </svg>
        )}
      </div>
    </div>
  );
}
