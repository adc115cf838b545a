import type { AuditEvent } from '../../../src-shared/audit-event.ts';

/** RFC 4180, which wants CRLF. */
const END = '\r\n';
/** A spreadsheet takes a cell that begins so for a formula, which other people's names must not become. */
const FORMULA = /^[=+\-@\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]/;

const COLUMNS = [
  'id',
  'time',
  'severity',
  'label',
  'action',
  'actor',
  'target',
  'account',
  'details',
] as const;

export const CSV_HEADER = line(COLUMNS);

/** One event with its end of line; the details are JSON. */
export const csvLine = (event: AuditEvent): string =>
  line([
    String(event.id),
    event.at,
    event.severity,
    event.label,
    event.action,
    event.actor,
    event.target,
    event.account ?? '',
    JSON.stringify(event.details),
  ]);

/** The same columns as an object. */
export const jsonRecord = ({
  id,
  at,
  severity,
  label,
  action,
  actor,
  target,
  account,
  details,
}: AuditEvent) => ({
  id,
  time: at,
  severity,
  label,
  action,
  actor,
  target,
  account,
  details,
});

function line(cells: readonly string[]): string {
  return cells.map(cell).join(',') + END;
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
