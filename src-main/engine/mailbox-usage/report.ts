import { percentOf } from '../../../src-shared/mailbox-usage.ts';
import { canonicalDomain } from '../dns/names.ts';
import type { Scan } from './scan.ts';

/** The answer of `scan usage --json` (spec: Command line). Sizes in MB, percentages unrounded, null = not measured. */
export interface UsageReport {
  startedAt: string;
  durationMs: number;
  requests: number;
  mailboxes: ReportedMailbox[];
  failedDomains: string[];
  /** Why each of them could not be read. */
  failures: { domain: string; code: string; message: string }[];
}

export interface ReportedMailbox {
  mailbox: string;
  domain: string;
  quotaMb: number | null;
  usageMb: number | null;
  quotaPercent: number | null;
  sendLimit: number | null;
  sent: number | null;
  sendPercent: number | null;
  suspended: boolean;
}

export function toReport(scan: Scan, startedAt: number, durationMs: number, requests: number): UsageReport {
  const mailboxes = [...scan.lists.values()]
    .flatMap((list) => list.mailboxes)
    .map((mailbox) => ({
      mailbox: mailbox.mailbox,
      domain: mailbox.domain,
      quotaMb: mailbox.quotaMb ?? null,
      usageMb: mailbox.usageMb ?? null,
      quotaPercent: percentOf(mailbox.usageMb, mailbox.quotaMb) ?? null,
      sendLimit: mailbox.sendLimit ?? null,
      sent: mailbox.sent ?? null,
      sendPercent: percentOf(mailbox.sent, mailbox.sendLimit) ?? null,
      suspended: mailbox.suspended,
    }))
    .sort((a, b) => (a.mailbox < b.mailbox ? -1 : 1));
  const failures = [...scan.failed, ...scan.unread].map(([domain, { code, message }]) => ({
    domain: canonicalDomain(domain),
    code,
    message,
  }));
  return {
    startedAt: new Date(startedAt).toISOString(),
    durationMs,
    requests,
    mailboxes,
    failedDomains: failures.map(({ domain }) => domain),
    failures,
  };
}
