import { dateFormat } from './formatters.ts';

/**
 * Times as people say them. The window speaks English, so the distance is English;
 * the exact time shown on hover follows the person's locale and zone.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

function distance(ms: number): string {
  if (ms < HOUR) return `${Math.max(1, Math.round(ms / MINUTE))} min`;
  if (ms < DAY) return `${Math.round(ms / HOUR)} h`;
  return plural(Math.round(ms / DAY), 'day');
}

/** "just now", "5 min ago", "in 3 h", "12 days ago"; beyond 60 days the date. */
export function relativeTime(iso: string, now: number, locale?: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return 'unknown';
  const ms = at - now;
  const size = Math.abs(ms);
  if (size < 45_000) return ms <= 0 ? 'just now' : 'in a moment';
  if (size > 60 * DAY) return dateFormat({ dateStyle: 'medium' }, locale).format(at);
  return ms < 0 ? `${distance(size)} ago` : `in ${distance(size)}`;
}

/** Date and time to the second, with the zone, for the hover. */
export function exactTime(iso: string, locale?: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return dateFormat({ dateStyle: 'full', timeStyle: 'long' }, locale).format(at);
}

/** A time to come, as short as it stays clear: "14:30", "Fri 14:30", "12 Mar, 14:30". */
export function untilWords(iso: string, now: number, locale?: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  if (at.toDateString() === new Date(now).toDateString()) return at.toLocaleTimeString(locale, clock);
  const day =
    at.getTime() - now < 6 * DAY
      ? ({ weekday: 'short' } as const)
      : ({ day: 'numeric', month: 'short' } as const);
  return at.toLocaleString(locale, { ...day, ...clock });
}

/** How long something took: "84 ms", "1.2 s", "2 min". */
export function durationWords(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < MINUTE) return `${(ms / 1000).toFixed(1)} s`;
  return distance(ms);
}

/** How long it has been so, or had been until `until`: "for 5 min", "for 12 days"; beyond 60 days since when. */
export function sinceWords(iso: string, until: number, locale?: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return 'for an unknown time';
  const ms = until - at;
  if (ms < 45_000) return 'for less than a minute';
  return ms > 60 * DAY
    ? `since ${dateFormat({ dateStyle: 'medium' }, locale).format(at)}`
    : `for ${distance(ms)}`;
}

interface Span {
  /** ISO. */
  from: string;
  until: string;
}

/** A stretch of time, short: "3 Nov, 14:00 – 5 Nov, 10:00"; of one day only once the day. */
export function periodWords({ from, until }: Span, locale?: string): string {
  const [start, end] = [new Date(from), new Date(until)];
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  const full = { day: 'numeric', month: 'short', ...clock } as const;
  const begin = start.toLocaleString(locale, full);
  if (end.getTime() - start.getTime() < MINUTE) return begin;
  const sameDay = start.toDateString() === end.toDateString();
  return `${begin} – ${sameDay ? end.toLocaleTimeString(locale, clock) : end.toLocaleString(locale, full)}`;
}

/** How long it was seen: "2 days", "5 h"; seen a single time, that. */
export function lastedWords({ from, until }: Span): string {
  const ms = Date.parse(until) - Date.parse(from);
  return ms < MINUTE ? 'seen once' : distance(ms);
}
