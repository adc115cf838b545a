/** Days as a person means them, `YYYY-MM-DD` in the zone of this computer, and the instants at which they begin. */

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

function midnight(day: string, plusDays: number): Date | undefined {
  const [, year, month, date] = (DAY.exec(day) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const exact = new Date(year, month - 1, date);
  // 30 February would silently be another day.
  if (exact.getMonth() !== month - 1 || exact.getDate() !== date) return undefined;
  return new Date(year, month - 1, date + plusDays);
}

/** Undefined for what is no day. Not 24 hours times something: days with a clock change are shorter or longer. */
export const dayStart = (day: string): string | undefined => midnight(day, 0)?.toISOString();

/** The first instant after the day. */
export const dayEnd = (day: string): string | undefined => midnight(day, 1)?.toISOString();

export function dayOf(time: number | string): string {
  const at = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** "8 Mar 2026"; what is no day stays as it is. */
export function dayWords(day: string, locale?: string): string {
  return midnight(day, 0)?.toLocaleDateString(locale, { dateStyle: 'medium' }) ?? day;
}

/** The days from the one of `from` to the one of `to`, both included. */
export function daysBetween(from: number, to: number): string[] {
  const days: string[] = [];
  const at = new Date(from);
  at.setHours(0, 0, 0, 0);
  for (; at.getTime() <= to; at.setDate(at.getDate() + 1)) days.push(dayOf(at.getTime()));
  return days;
}
