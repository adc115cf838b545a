import { domainToASCII } from 'node:url';
import type { MailboxReading } from '../../../src-shared/mailbox-usage.ts';
import { flag, numeric } from './answers.ts';
import type { MailboxList } from './api.ts';
import { isRecord, malformed } from './envelope.ts';

/**
 * GET /domains/{d}/email-accounts. One odd record is skipped and reported, its neighbours are kept; a number that is
 * none becomes undefined and is reported.
 * @throws MxrouteError `malformed` where there is no list at all.
 */
export function readMailboxes(path: string, domain: string, data: unknown, readAt: number): MailboxList {
  if (!Array.isArray(data)) throw malformed(path, 'has no list in `data`');
  const mailboxes = new Map<string, MailboxReading>();
  const problems: string[] = [];
  let skipped = 0;
  for (const [index, record] of data.entries()) {
    const mailbox = isRecord(record) ? addressIn(domain, record.email, record.username) : undefined;
    if (!isRecord(record) || mailbox === undefined) {
      skipped++;
      problems.push(`GET ${path}: record ${index + 1} names no mailbox of ${domain} and is skipped.`);
    } else if (!mailboxes.has(mailbox)) {
      mailboxes.set(mailbox, readRecord(record, mailbox, domain, problems));
    }
  }
  const complete = skipped === 0;
  return { mailboxes: [...mailboxes.values()], problems, complete, readAt, ...(complete ? {} : { skipped }) };
}

function readRecord(
  record: Record<string, unknown>,
  mailbox: string,
  domain: string,
  problems: string[],
): MailboxReading {
  const number = (field: string): number | undefined => {
    const parsed = numeric.safeParse(record[field]);
    if (parsed.success && parsed.data >= 0) return parsed.data;
    const problem = record[field] === undefined ? 'is missing' : 'is not a number';
    problems.push(`${mailbox}: \`${field}\` ${problem}, so it is not measured.`);
    return undefined;
  };
  const suspended = flag.safeParse(record.suspended).data;
  const untold = [
    ...(isAbsent(record.limit) ? (['sendLimit'] as const) : []),
    ...(suspended === undefined ? (['suspended'] as const) : []),
  ];
  return {
    mailbox,
    domain,
    quotaMb: number('quota'),
    usageMb: number('usage'),
    // No limit at all is how MXroute may say "no limit"; one that cannot be read, `null` included, is something else.
    sendLimit: record.limit === undefined ? 0 : number('limit'),
    sent: record.limit === undefined && isAbsent(record.sent) ? undefined : number('sent'),
    suspended: suspended ?? false,
    ...(untold.length > 0 ? { untold } : {}),
  };
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** Lower-case `user@domain`, under the domain that was asked for. */
export function addressIn(domain: string, email: unknown, localPart: unknown): string | undefined {
  if (typeof email === 'string') {
    const [user, host, ...more] = email.trim().toLowerCase().split('@');
    if (user && host && more.length === 0)
      return domainToASCII(host) === domainToASCII(domain) ? `${user}@${domain}` : undefined;
  }
  if (typeof localPart !== 'string') return undefined;
  const user = localPart.trim().toLowerCase();
  return user === '' || user.includes('@') ? undefined : `${user}@${domain}`;
}
