/** Daily quiet hours by the wall clock. `from` and `to` are `HH:MM`; equal: never. */
export interface QuietHours {
  enabled: boolean;
  from: string;
  to: string;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * When the quiet hours that hold at `now` end, milliseconds since the epoch; null where none do.
 * They begin and end at the first moment at which the wall clock shows their time or a later one: a time that a clock
 * change skips is the change itself, and one that comes twice counts when it comes first.
 * @param timeZone IANA name; undefined: this computer's.
 */
export function quietUntil({ enabled, from, to }: QuietHours, now: number, timeZone?: string): number | null {
  const [start, end] = [minuteOfDay(from), minuteOfDay(to)];
  if (!enabled || start === undefined || end === undefined || start === end) return null;
  const zone = offsetIn(timeZone);
  const today = Math.floor((now + zone(now)) / DAY) * DAY;
  for (const day of [today - DAY, today]) {
    const begins = momentOf(day + start * MINUTE, zone);
    const ends = momentOf(day + (end > start ? 0 : DAY) + end * MINUTE, zone);
    if (begins <= now && now < ends) return ends;
  }
  return null;
}

function minuteOfDay(time: string): number | undefined {
  const match = /^(\d{1,2}):([0-5]\d)$/.exec(time);
  if (!match) return undefined;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return minutes < 24 * 60 ? minutes : undefined;
}

/** Milliseconds to add to UTC for the wall clock. */
type Offset = (at: number) => number;

/** The first moment at which the wall clock shows `wall` (a wall time counted as if it were UTC) or later. */
function momentOf(wall: number, offset: Offset): number {
  const [before, after] = [offset(wall - DAY), offset(wall + DAY)];
  for (const one of [before, after]) if (offset(wall - one) === one) return wall - one;
  // Skipped by a change that lies between the two readings of `wall`: it is that change.
  let [low, high] = [wall - Math.max(before, after), wall - Math.min(before, after)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle + offset(middle) >= wall) high = middle;
    else low = middle;
  }
  return high;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetIn(timeZone: string | undefined): Offset {
  if (timeZone === undefined) return (at) => -new Date(at).getTimezoneOffset() * MINUTE;
  const format = formats.get(timeZone) ?? wallClock(timeZone);
  formats.set(timeZone, format);
  return (at) => {
    const part = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const read = (name: Intl.DateTimeFormatPartTypes) => part.get(name) ?? 0;
    const shown = Date.UTC(
      read('year'),
      read('month') - 1,
      read('day'),
      read('hour'),
      read('minute'),
      read('second'),
    );
    return shown - Math.floor(at / 1000) * 1000;
  };
}

const wallClock = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
