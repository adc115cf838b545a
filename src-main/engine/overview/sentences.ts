import { dayNamed, daysUntil } from '../../../src-shared/calendar-day.ts';
import type { AccountQuotaView } from '../../../src-shared/views/accounts.ts';
import type { MailboxRow } from '../../../src-shared/views/mailboxes.ts';

const DAY_MS = 86_400_000;

/** What is wrong with a mailbox, in figures. */
export function mailboxMessage(row: MailboxRow): string {
  const parts: string[] = [];
  if (row.alarms.includes('storage') && row.quotaPercent !== undefined)
    parts.push(
      `${megabytes(row.usageMb)} of ${megabytes(row.quotaMb)} MB used (${row.quotaPercent.toFixed(1)} %).`,
    );
  if (row.alarms.includes('sends') && row.sendPercent !== undefined)
    parts.push(`${row.sent} of ${row.sendLimit} messages sent today (${row.sendPercent.toFixed(1)} %).`);
  if (row.alarms.includes('sendRate')) parts.push('Sends unusually many messages per hour.');
  return parts.join(' ');
}

/** How full the account itself is, and how long MXroute waits. */
export function accountMessage(quota: AccountQuotaView, now: number): string {
  const used = gigabytes(quota.usedBytes);
  const figures =
    quota.percent === undefined
      ? `${used} GB used.`
      : `${used} of ${gigabytes(quota.limitBytes)} GB used (${quota.percent.toFixed(1)} %).`;
  return quota.grace ? `${figures} ${graceSentence(quota.grace, now)}` : figures;
}

type Grace = NonNullable<AccountQuotaView['grace']>;

function graceSentence(grace: Grace, now: number): string {
  const lastDay = dayNamed(grace.deadline ?? '');
  const days = lastDay === undefined ? daysLeft(grace, now) : daysUntil(lastDay, now);
  if (lastDay !== undefined && days === 0) return 'MXroute’s grace period ends today: free some space now.';
  if (days === null || Number.isNaN(days)) return 'MXroute has given it a grace period: free some space.';
  if (days <= 0) return 'MXroute’s grace period is over: free some space now.';
  return `MXroute’s grace period ends in ${days} ${days === 1 ? 'day' : 'days'}: free some space.`;
}

/** By the deadline where there is one: what MXroute counted may be days old. */
const daysLeft = ({ daysRemaining, deadline }: Grace, now: number): number | null =>
  deadline === null ? daysRemaining : Math.ceil((Date.parse(deadline) - now) / DAY_MS);

const megabytes = (value: number | undefined): string => Math.round(value ?? 0).toLocaleString('en-US');

const gigabytes = (bytes: number): string => {
  const value = bytes / 1024 ** 3;
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });
};
