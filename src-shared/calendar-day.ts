const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Where a time is given as a day alone ("2026-01-12"), which is nobody's midnight but that whole day wherever it is read:
 * the local midnight at which it begins, milliseconds since the epoch. Undefined where it has a time, or is none.
 */
export function dayNamed(text: string): number | undefined {
  const day = text.trim();
  if (day.includes(':')) return undefined;
  // Without a time, JavaScript takes only this form for UTC.
  const at = Date.parse(ISO_DAY.test(day) ? `${day}T00:00` : day);
  return Number.isNaN(at) ? undefined : startOfDay(at);
}

/** @returns whole days from the day of `now` to the one that begins at `day`; 0 on that day, negative after it. */
export const daysUntil = (day: number, now: number): number =>
  Math.round((day - startOfDay(now)) / 86_400_000);

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
